/** Frames to facts: tracking, pose, openness, quality, liveness signals and similarities. Measures, never decides. */
@NullMarked
package org.proofoflife.verification.observe;

import org.jspecify.annotations.NullMarked;
