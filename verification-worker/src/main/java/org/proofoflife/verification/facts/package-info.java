/** What was seen, frame by frame: plain serialisable records, no pixels, no native memory. */
@NullMarked
package org.proofoflife.verification.facts;

import org.jspecify.annotations.NullMarked;
