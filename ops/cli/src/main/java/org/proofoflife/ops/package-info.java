/** The root of the {@code ops/} commands. */
@NullMarked
package org.proofoflife.ops;

import org.jspecify.annotations.NullMarked;
