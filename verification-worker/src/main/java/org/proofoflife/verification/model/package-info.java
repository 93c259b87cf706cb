/** The neural networks: where they come from, whether they are the ones meant, and what each takes and gives. */
@NullMarked
package org.proofoflife.verification.model;

import org.jspecify.annotations.NullMarked;
