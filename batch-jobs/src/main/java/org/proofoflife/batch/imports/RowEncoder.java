package org.proofoflife.batch.imports;

/** Checks the rows of one kind and writes them as rows of its staging table. */
interface RowEncoder {

    /**
     * @return the person's bucket
     * @throws FieldReader.BadFieldException if the row is to be rejected; what was written of it is then dropped
     */
    int encode(FieldReader row, long line, CopyBuffer out);

    /** Amount of the last row in fen, 0 for kinds without amounts. Set before anything else of the row is checked. */
    long amountFen();
}
