/** The rules of the schemes, as the API shows them and lets two people change them. */
@NullMarked
package org.proofoflife.batch.rules;

import org.jspecify.annotations.NullMarked;
