/** The one-machine installation from the command line. */
@NullMarked
package org.proofoflife.ops.start;

import org.jspecify.annotations.NullMarked;
