/** Reminders before a period ends: who is due, and how the message reaches them. */
@NullMarked
package org.proofoflife.batch.notices;

import org.jspecify.annotations.NullMarked;
