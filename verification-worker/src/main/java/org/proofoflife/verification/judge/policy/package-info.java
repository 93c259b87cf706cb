/** The thresholds and rules of the judgement as one versioned document. */
@NullMarked
package org.proofoflife.verification.judge.policy;

import org.jspecify.annotations.NullMarked;
