/** Doubts about a month's payments, what is proposed to be done about them, and the votes of different people. */
@NullMarked
package org.proofoflife.storage.findings;

import org.jspecify.annotations.NullMarked;
