/** Measurements that an operator can repeat: what is promised, on this machine, with the ratio to a bare baseline. */
@NullMarked
package org.proofoflife.ops.bench;

import org.jspecify.annotations.NullMarked;
