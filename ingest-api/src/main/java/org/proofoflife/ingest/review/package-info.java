/** The console: reviewers, their work list, cases and decisions. */
@NullMarked
package org.proofoflife.ingest.review;

import org.jspecify.annotations.NullMarked;
