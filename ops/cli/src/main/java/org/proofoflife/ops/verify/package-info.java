/** Judges one clip offline. */
@NullMarked
package org.proofoflife.ops.verify;

import org.jspecify.annotations.NullMarked;
