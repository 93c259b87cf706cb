/** The rules of the period as pure functions: what a person's records mean for a month of payment. No I/O, no clock. */
@NullMarked
package org.proofoflife.batch.period;

import org.jspecify.annotations.NullMarked;
