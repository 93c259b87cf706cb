package org.proofoflife.verification.observe;

import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts.Relief;

/**
 * How the corners of a face moved against a neutral frame, RMS over the inter-ocular distance.
 *
 * @param residual what no plane explains, however it is held
 * @param deformation what no shift, zoom or roll of the picture explains
 * @param relief null where the head is hardly turned or too few corners are left
 */
record Depth(double residual, double deformation, @Nullable Relief relief) {}
