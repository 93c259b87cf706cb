/** The certification channels: their credentials, scopes and webhooks. */
@NullMarked
package org.proofoflife.storage.channel;

import org.jspecify.annotations.NullMarked;
