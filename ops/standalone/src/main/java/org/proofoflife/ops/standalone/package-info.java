/** The three applications and their servers in one JVM, for one machine. */
@NullMarked
package org.proofoflife.ops.standalone;

import org.jspecify.annotations.NullMarked;
