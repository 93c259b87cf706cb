/** Who calls: API keys, OAuth2 client credentials and the scopes they carry. */
@NullMarked
package org.proofoflife.ingest.channel;

import org.jspecify.annotations.NullMarked;
