/** Clips, photos and evidence in an S3 object store, behind one small port. */
@NullMarked
package org.proofoflife.storage.objects;

import org.jspecify.annotations.NullMarked;
