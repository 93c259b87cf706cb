/** When jobs run: a clustered Quartz schedule whose every entry starts a batch job by name. */
@NullMarked
package org.proofoflife.batch.schedule;

import org.jspecify.annotations.NullMarked;
