/** The append-only record of who did what to which certification, person or finding. */
@NullMarked
package org.proofoflife.storage.audit;

import org.jspecify.annotations.NullMarked;
