/** Servers for one machine and for tests. */
@NullMarked
package org.proofoflife.ops.embedded;

import org.jspecify.annotations.NullMarked;
