/** How fast it is, against the bare work that cannot be avoided. */
@NullMarked
package org.proofoflife.ops.bench;

import org.jspecify.annotations.NullMarked;
