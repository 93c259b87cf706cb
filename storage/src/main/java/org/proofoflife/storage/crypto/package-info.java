/** Encryption of personal data at rest and the keyed blind index that finds it again. */
@NullMarked
package org.proofoflife.storage.crypto;

import org.jspecify.annotations.NullMarked;
