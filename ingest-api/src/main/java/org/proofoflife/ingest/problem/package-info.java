/** RFC 9457 problems with stable codes, in the caller's language. */
@NullMarked
package org.proofoflife.ingest.problem;

import org.jspecify.annotations.NullMarked;
