/** Work on all people, cut into ranges of buckets, done by threads of one process or by several processes. */
@NullMarked
package org.proofoflife.batch.partition;

import org.jspecify.annotations.NullMarked;
