/** The retiree's own certification in the browser: the channel that a login opens. */
@NullMarked
package org.proofoflife.ingest.selfservice;

import org.jspecify.annotations.NullMarked;
