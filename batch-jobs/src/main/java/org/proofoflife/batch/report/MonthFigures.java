package org.proofoflife.batch.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A month in figures. Certified in a month: a certificate, or strong evidence of life, whose period covers its first
 * day. Amounts in fen.
 *
 * @param month yyyy-MM
 * @param trend this month and those before that were reported, oldest first, at most 12
 */
public record MonthFigures(
        String month,
        Total total,
        List<Group> schemes,
        List<Group> regions,
        List<FindingGroup> findings,
        List<Share> ageBands,
        List<ChannelGroup> channels,
        List<TrendPoint> trend) {

    /** @param people not stopped and not dead */
    public record Total(long people, long certified, long suspended, long paid, long paidFen, long openFindings) {
        public double rate() {
            return people == 0 ? 0 : (double) certified / people;
        }
    }

    /** @param code scheme or administrative division; @param name null where none is known */
    public record Group(
            String code, @Nullable String name, long people, long certified, long suspended, long paid, long paidFen) {}

    /** @param amountFen of the open and confirmed ones */
    public record FindingGroup(String kind, long open, long confirmed, long closed, long amountFen) {}

    public record Share(String band, long people, long certified) {
        public double rate() {
            return people == 0 ? 0 : (double) certified / people;
        }
    }

    /** @param certifications successes of the month, by where they came from */
    public record ChannelGroup(String source, long certifications) {}

    public record TrendPoint(
            String month, long people, long certified, long paid, long paidFen, long openFindings, long findingsFen) {
        public double rate() {
            return people == 0 ? 0 : (double) certified / people;
        }
    }
}
