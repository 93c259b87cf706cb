/** Signed notices to the channels. */
@NullMarked
package org.proofoflife.ingest.webhook;

import org.jspecify.annotations.NullMarked;
