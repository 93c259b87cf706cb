/** Outcomes on their way to the channels, and whether they got there. */
@NullMarked
package org.proofoflife.storage.webhook;

import org.jspecify.annotations.NullMarked;
