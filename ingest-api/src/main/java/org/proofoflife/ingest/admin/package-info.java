/** Upkeep of the roster. */
@NullMarked
package org.proofoflife.ingest.admin;

import org.jspecify.annotations.NullMarked;
