/** What is kept, and the one configuration that every application imports to reach it. */
@NullMarked
package org.proofoflife.storage;

import org.jspecify.annotations.NullMarked;
