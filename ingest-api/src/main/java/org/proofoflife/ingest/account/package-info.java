/** The user centre: accounts of retirees, recovery, results of oneself. */
@NullMarked
package org.proofoflife.ingest.account;

import org.jspecify.annotations.NullMarked;
