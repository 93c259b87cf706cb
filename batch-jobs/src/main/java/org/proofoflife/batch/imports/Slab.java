package org.proofoflife.batch.imports;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a file, checked and encoded: what one transaction writes.
 *
 * @param buckets encoded rows by bucket of the person, so that rows of a bucket come to lie side by side on disk and
 *     reconciliation of a bucket reads few pages
 * @param amountFen sum of the amounts that could be read, of rejected rows too
 * @param amountsUnread rows whose amount could not be read
 * @param endOffset in the file, where the next slab begins
 * @param endLine lines up to there
 * @param declared the trailer, if it stands in this slab
 * @param torn whether the file ends here without a line end
 */
record Slab(
        @Nullable ByteArrayOutputStream[] buckets,
        long rowsRead,
        long rowsAccepted,
        long amountFen,
        long amountsUnread,
        List<Rejection> rejections,
        long endOffset,
        long endLine,
        @Nullable DeclaredTotals declared,
        boolean torn) {

    @Override
    public String toString() {
        return "Slab[rows=" + rowsRead + ", to line " + endLine + "]";
    }
}
