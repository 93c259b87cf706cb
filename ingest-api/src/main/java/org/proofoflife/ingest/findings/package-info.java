/** What the reconciliation doubts and proposes, as the console shows and decides it. */
@NullMarked
package org.proofoflife.ingest.findings;

import org.jspecify.annotations.NullMarked;
