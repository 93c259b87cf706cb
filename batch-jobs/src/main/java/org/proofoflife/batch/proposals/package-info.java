/** From findings to money: proposals, the votes of different people, signed instructions and their acknowledgement. */
@NullMarked
package org.proofoflife.batch.proposals;

import org.jspecify.annotations.NullMarked;
