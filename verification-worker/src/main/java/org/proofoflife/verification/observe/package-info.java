/** Frames to facts. */
@NullMarked
package org.proofoflife.verification.observe;

import org.jspecify.annotations.NullMarked;
