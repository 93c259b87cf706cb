package org.proofoflife.batch.imports;

/**
 * One line of a file, as bytes.
 *
 * @param number 1-based
 * @param end offset in the file of the first byte after it and its line end
 * @param terminated false for a last line without line end
 */
record ImportedLine(byte[] bytes, long number, long end, boolean terminated) {}
