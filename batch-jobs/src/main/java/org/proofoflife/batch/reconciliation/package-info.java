/** Roster, certificates, evidence and payments of a month against each other: what does not fit is a finding. */
@NullMarked
package org.proofoflife.batch.reconciliation;

import org.jspecify.annotations.NullMarked;
