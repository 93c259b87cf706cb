/** The decision, certificate, state and evidence of a job, written in one transaction. */
@NullMarked
package org.proofoflife.verification.record;

import org.jspecify.annotations.NullMarked;
