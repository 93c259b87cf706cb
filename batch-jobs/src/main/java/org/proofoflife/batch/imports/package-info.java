/** Files of other systems into the database: roster, payments, evidence of life, certifications made elsewhere. */
@NullMarked
package org.proofoflife.batch.imports;

import org.jspecify.annotations.NullMarked;
