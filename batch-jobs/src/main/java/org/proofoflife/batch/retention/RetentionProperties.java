package org.proofoflife.batch.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long each kind of artefact is kept after it was stored. What an open case needs is kept longer.
 *
 * @param clips videos: needed until the outcome is beyond appeal
 * @param photos enrolment photos that are refused or replaced; the active one stays
 * @param evidence key frames, timelines and faces of cases: the grounds of a decision, for a year's cycle and an audit after it
 * @param inbox imported files
 * @param reports reports, reject files and instruction files
 * @param orphans uploads that no submission ever named
 * @param messages that the broker took
 * @param runs completed runs of jobs that belong to no month
 */
@ConfigurationProperties("batch.retention")
public record RetentionProperties(
        @DefaultValue("30d") Duration clips,
        @DefaultValue("30d") Duration photos,
        @DefaultValue("730d") Duration evidence,
        @DefaultValue("90d") Duration inbox,
        @DefaultValue("3650d") Duration reports,
        @DefaultValue("1d") Duration orphans,
        @DefaultValue("7d") Duration messages,
        @DefaultValue("92d") Duration runs) {

    public RetentionProperties {
        for (Duration duration : new Duration[] {clips, photos, evidence, inbox, reports, orphans, messages, runs}) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("batch.retention: a duration must be positive");
            }
        }
    }
}
