/** Contracts and topology of what travels over the broker: ids and object keys, never pixels or personal data. */
@NullMarked
package org.proofoflife.storage.messages;

import org.jspecify.annotations.NullMarked;
