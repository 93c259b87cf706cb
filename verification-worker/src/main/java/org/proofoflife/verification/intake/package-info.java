/** From the queue to a finished job: claim, fetch, retry, drain. */
@NullMarked
package org.proofoflife.verification.intake;

import org.jspecify.annotations.NullMarked;
