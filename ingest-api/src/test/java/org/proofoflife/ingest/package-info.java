@NullMarked
package org.proofoflife.ingest;

import org.jspecify.annotations.NullMarked;
