/** The rules of the period, by scheme and month, and how they are changed. */
@NullMarked
package org.proofoflife.storage.rules;

import org.jspecify.annotations.NullMarked;
