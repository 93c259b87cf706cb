/** The prompts of a certification, random and single-use. */
@NullMarked
package org.proofoflife.ingest.challenge;

import org.jspecify.annotations.NullMarked;
