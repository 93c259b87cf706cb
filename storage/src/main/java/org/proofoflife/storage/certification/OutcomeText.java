package org.proofoflife.storage.certification;

/**
 * What a person is told about an outcome, in words that someone of 80 understands.
 *
 * @param title what happened
 * @param hint why, and what to mind
 * @param nextStep what to do now; never empty, so that no outcome is a dead end
 */
public record OutcomeText(String title, String hint, String nextStep) {}
