/** One attempt of one pensioner to certify: challenge, submission, decision, certificate, and the moves between states. */
@NullMarked
package org.proofoflife.storage.certification;

import org.jspecify.annotations.NullMarked;
