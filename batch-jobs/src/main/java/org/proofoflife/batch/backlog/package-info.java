/** What waits to be done, and for how long: the first thing to know when something is wrong. */
@NullMarked
package org.proofoflife.batch.backlog;

import org.jspecify.annotations.NullMarked;
