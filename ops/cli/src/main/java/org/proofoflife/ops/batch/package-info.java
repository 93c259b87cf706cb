/** ops/batch: the jobs of a running batch application from the command line. */
@NullMarked
package org.proofoflife.ops.batch;

import org.jspecify.annotations.NullMarked;
