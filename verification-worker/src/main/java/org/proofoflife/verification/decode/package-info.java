/** Video bytes to frames, in a child process with limits. */
@NullMarked
package org.proofoflife.verification.decode;

import org.jspecify.annotations.NullMarked;
