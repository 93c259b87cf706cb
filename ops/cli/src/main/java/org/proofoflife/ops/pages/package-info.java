/** The pages in a real browser, with somebody in front of its camera. */
@NullMarked
package org.proofoflife.ops.pages;

import org.jspecify.annotations.NullMarked;
