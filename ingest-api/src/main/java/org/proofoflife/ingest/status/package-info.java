/** What became of a certification, and what to do next. */
@NullMarked
package org.proofoflife.ingest.status;

import org.jspecify.annotations.NullMarked;
