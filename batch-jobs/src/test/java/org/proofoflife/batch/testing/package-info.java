@NullMarked
package org.proofoflife.batch.testing;

import org.jspecify.annotations.NullMarked;
