/** Answers that wait until something has happened. */
@NullMarked
package org.proofoflife.ingest.longpoll;

import org.jspecify.annotations.NullMarked;
