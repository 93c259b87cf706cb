/** Enrolment photos: stored here, judged by a worker. */
@NullMarked
package org.proofoflife.ingest.enrolment;

import org.jspecify.annotations.NullMarked;
