/** HTTP in: the certification API and what keeps it running. */
@NullMarked
package org.proofoflife.ingest;

import org.jspecify.annotations.NullMarked;
