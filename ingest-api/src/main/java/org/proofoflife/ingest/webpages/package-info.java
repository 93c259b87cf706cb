/** What every page of the site shares: its files, sessions, limits and security headers. */
@NullMarked
package org.proofoflife.ingest.webpages;

import org.jspecify.annotations.NullMarked;
