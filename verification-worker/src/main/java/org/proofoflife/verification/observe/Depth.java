package org.proofoflife.verification.observe;

/**
 * How the corners of a face moved against a neutral frame, RMS over the inter-ocular distance.
 *
 * @param residual what no plane explains, however it is held
 * @param deformation what no shift, zoom or roll of the picture explains
 */
record Depth(double residual, double deformation) {}
