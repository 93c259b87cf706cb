package org.proofoflife.ops.evaluate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation in the terms of ISO/IEC 30107-3 (presentation attacks) and 19795-1 (matching). A rate is null where
 * nothing was there to measure it on.
 *
 * <p>APCER is that of the whole system, how often an attack gets through it (IAPAR in ISO/IEC 30107-3), which may catch
 * it by the match or by the actions alone. The figures that begin with pad, and BPCER, are of the detector of attacks by
 * itself, the axes liveness and continuity, challenged or not, over the presentations that it answered. Both are given
 * at two points: strict, where what an axis fails or doubts is classified as an attack, and lenient, where only what it
 * fails is. APNRR and BPNRR are the shares it did not answer, because the capture was refused first.
 *
 * @param rates those that an evaluation is made for, with what they mean and how sure they are
 * @param errors rows that could not be judged, counted and named but in no rate
 * @param right rows that met their expectation
 * @param confusion expected to outcome to rows
 * @param attacks one a species, and in the three maxima the worst of them
 * @param instructions species to what the quality axis said of its clips, refusals and advice, and how often
 * @param acquisitionFailures refusals for the capture of clips of living people that were expected to be judged, by code
 * @param enrolment null where no photo was read, as when stored observations are judged again
 */
record Summary(
        int rows,
        int errors,
        int right,
        List<Rate> rates,
        List<String> policyVersions,
        Map<String, Map<String, Integer>> confusion,
        List<AttackSpecies> attacks,
        @Nullable Double maxApcer,
        @Nullable Double maxPadApcerStrict,
        @Nullable Double maxPadApcerLenient,
        BonaFide bonaFide,
        @Nullable Enrolment enrolment,
        Matching matching,
        List<ActionRates> actions,
        ActionRates allActions,
        Map<String, Integer> acquisitionFailures,
        Map<String, Map<String, Integer>> instructions,
        @Nullable Throughput throughput,
        List<Row> wrong,
        List<Row> failed) {

    /**
     * @param accepted certified or, without a challenge, taken for live
     * @param apcer accepted over presentations
     * @param responses presentations that the detection of attacks answered; the others over presentations are apnrr
     * @param missedStrict of them neither failed nor doubted by liveness or continuity
     * @param missedLenient of them not failed by either
     * @param livenessFailed caught by the liveness axis itself
     * @param livenessDoubted sent to review by the liveness axis itself
     * @param livenessPassed taken for a living head by the liveness axis, whatever the other axes said
     * @param captureRefused refused for the capture, answered or not
     */
    record AttackSpecies(
            String species,
            int presentations,
            int accepted,
            double apcer,
            int responses,
            double apnrr,
            int missedStrict,
            @Nullable Double padApcerStrict,
            int missedLenient,
            @Nullable Double padApcerLenient,
            int livenessFailed,
            int livenessDoubted,
            int livenessPassed,
            int continuityFailed,
            int continuityDoubted,
            int captureRefused) {}

    /**
     * Clips of living people that were not refused for their capture, or only for too small a picture.
     *
     * @param rejected in which an attack was found
     * @param bpcer rejected over presentations, the lenient point
     * @param doubted liveness sent to review
     * @param rejectedStrict failed or doubted by liveness or continuity
     * @param nonResponses further clips, refused for their capture though that was not expected of them
     * @param bpnrr they over all
     */
    record BonaFide(
            int presentations,
            int rejected,
            @Nullable Double bpcer,
            int doubted,
            @Nullable Double doubtRate,
            int rejectedStrict,
            @Nullable Double bpcerStrict,
            int nonResponses,
            @Nullable Double bpnrr) {}

    /**
     * Photos that clips were compared with, each counted once.
     *
     * @param refused which the product does not enrol, for their quality or for want of a face
     * @param unusable of them without a face, or with several, so that their rows are errors; the others were used all the same
     */
    record Enrolment(int photos, int refused, int unusable) {}

    /**
     * Comparisons of clips whose capture was not refused, where it is known who is shown: neither attacks nor what is
     * expected to be uncertain.
     *
     * @param fmr with fnmr at the policy's acceptance, as in {@code det}
     * @param fnmrAtReject share of the right people refused outright; those between go to a person
     * @param far false accepts of a transaction of one clip, by the match alone: fmr of those that were acquired
     * @param frr false rejects likewise: failures to acquire, and fnmr of the others
     * @param det over every threshold of the fused log-odds
     */
    record Matching(
            int mated,
            int nonMated,
            int falseMatches,
            int falseNonMatches,
            @Nullable Double fmr,
            @Nullable Double fnmr,
            @Nullable Double fnmrAtReject,
            @Nullable Double far,
            @Nullable Double frr,
            @Nullable Double equalErrorRate,
            int uncertain,
            Det det) {}

    /** @param onsetErrorMedian seconds, of the absolute error; null where nothing was found */
    record ActionRates(
            String action,
            int prompts,
            int truePositives,
            int falsePositives,
            int falseNegatives,
            @Nullable Double precision,
            @Nullable Double recall,
            @Nullable Double f1,
            @Nullable Double onsetErrorMedian,
            @Nullable Double onsetErrorP95) {}

    /** CPU includes the decoder's processes. */
    record Throughput(
            int jobs,
            double videoSeconds,
            double cpuSeconds,
            double wallSeconds,
            @Nullable Double videoSecondsPerCpuSecond) {}

    record Row(int number, String clip, String species, String expected, String got) {}
}
