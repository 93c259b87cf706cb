/** The whole end of a month in one call: files in, findings, proposals and report out. */
@NullMarked
package org.proofoflife.batch.monthend;

import org.jspecify.annotations.NullMarked;
