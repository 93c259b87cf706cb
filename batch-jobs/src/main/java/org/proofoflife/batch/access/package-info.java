/** Who may do what here: accounts with a role and a token, known by its hash. */
@NullMarked
package org.proofoflife.batch.access;

import org.jspecify.annotations.NullMarked;
