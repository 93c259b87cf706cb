/** Opening a certification, taking its clip and handing it to the workers. */
@NullMarked
package org.proofoflife.ingest.dispatch;

import org.jspecify.annotations.NullMarked;
