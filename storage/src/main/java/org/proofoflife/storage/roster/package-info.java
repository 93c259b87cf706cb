/** Pensioners as the bureau registered them, and the numbers that identify them. */
@NullMarked
package org.proofoflife.storage.roster;

import org.jspecify.annotations.NullMarked;
