/** Measures the judgement over many clips or pairs of photos, in the terms of ISO/IEC 30107-3 and 19795-1. */
@NullMarked
package org.proofoflife.ops.evaluate;

import org.jspecify.annotations.NullMarked;
