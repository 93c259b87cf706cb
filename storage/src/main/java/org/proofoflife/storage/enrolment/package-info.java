/** Enrolled faces and the consent they rest on. */
@NullMarked
package org.proofoflife.storage.enrolment;

import org.jspecify.annotations.NullMarked;
