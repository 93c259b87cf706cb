/** The month in figures: computed once, shown by the API, written as workbook, document and lists. */
@NullMarked
package org.proofoflife.batch.report;

import org.jspecify.annotations.NullMarked;
