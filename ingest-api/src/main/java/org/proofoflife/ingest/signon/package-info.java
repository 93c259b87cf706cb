/** Logging in to the console at the bureau's identity provider, by OpenID Connect. */
@NullMarked
package org.proofoflife.ingest.signon;

import org.jspecify.annotations.NullMarked;
