package org.proofoflife.verification.observe;

/**
 * A corner of the neutral frame and where it went, pixels of the crops around the face.
 *
 * @param point of the mesh that is nearest to it in the neutral frame
 */
record Followed(double x, double y, double toX, double toY, int point) {}
