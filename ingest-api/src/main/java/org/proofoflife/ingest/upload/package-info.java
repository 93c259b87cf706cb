/** Upload forms, and whether what was announced was really stored. */
@NullMarked
package org.proofoflife.ingest.upload;

import org.jspecify.annotations.NullMarked;
