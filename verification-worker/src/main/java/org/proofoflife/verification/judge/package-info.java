/** Facts to decision: pure functions of an observation, a challenge and a policy. */
@NullMarked
package org.proofoflife.verification.judge;

import org.jspecify.annotations.NullMarked;
