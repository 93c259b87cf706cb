/** Intent to publish, stored in the business transaction and relayed to the broker. */
@NullMarked
package org.proofoflife.storage.outbox;

import org.jspecify.annotations.NullMarked;
