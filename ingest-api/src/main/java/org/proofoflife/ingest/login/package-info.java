/** Whether a person may certify here (S2 to S5 of the source document). */
@NullMarked
package org.proofoflife.ingest.login;

import org.jspecify.annotations.NullMarked;
