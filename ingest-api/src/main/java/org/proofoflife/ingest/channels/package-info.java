/** Where administrators open channels and give them their credentials. */
@NullMarked
package org.proofoflife.ingest.channels;

import org.jspecify.annotations.NullMarked;
