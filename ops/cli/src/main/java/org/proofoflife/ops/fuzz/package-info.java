/** What nobody would record, thrown at the decoder. */
@NullMarked
package org.proofoflife.ops.fuzz;

import org.jspecify.annotations.NullMarked;
