/** Housekeeping: what has served its purpose is removed, what has run out is closed, and the audit log is sealed. */
@NullMarked
package org.proofoflife.batch.retention;

import org.jspecify.annotations.NullMarked;
