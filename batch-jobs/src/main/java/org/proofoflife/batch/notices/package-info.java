/** What people are told: that their period ends, what was decided about them, and how the message reaches them. */
@NullMarked
package org.proofoflife.batch.notices;

import org.jspecify.annotations.NullMarked;
