/** The product shown at work: people enrolled and certified through the public API as a channel would. */
@NullMarked
package org.proofoflife.ops.demo;

import org.jspecify.annotations.NullMarked;
