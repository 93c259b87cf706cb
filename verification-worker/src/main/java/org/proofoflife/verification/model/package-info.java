/** The models: manifest, integrity, and one runner per role. */
@NullMarked
package org.proofoflife.verification.model;

import org.jspecify.annotations.NullMarked;
