/** The annual cycle as an application: jobs, their schedule and the bureau's API to them. */
@NullMarked
package org.proofoflife.batch;

import org.jspecify.annotations.NullMarked;
