/** A judgement for people: the timeline that goes with the evidence, and one clip's report as a page. */
@NullMarked
package org.proofoflife.verification.report;

import org.jspecify.annotations.NullMarked;
