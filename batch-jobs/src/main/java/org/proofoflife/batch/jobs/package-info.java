/** Every batch job seen from outside: started, watched, stopped and restarted by name and run number. */
@NullMarked
package org.proofoflife.batch.jobs;

import org.jspecify.annotations.NullMarked;
