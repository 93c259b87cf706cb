package org.proofoflife.batch.partition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Buckets {@code from} to {@code to}, both included, of 0..255. */
public record BucketRange(int from, int to) {

    /** How many buckets there are. */
    public static final int BUCKETS = 256;

    private static final String FROM = "bucketFrom";
    private static final String TO = "bucketTo";

    public BucketRange {
        if (from < 0 || to >= BUCKETS || from > to) {
            throw new IllegalArgumentException("Buckets are 0..255: " + from + ".." + to);
        }
    }

    public static final BucketRange ALL = new BucketRange(0, BUCKETS - 1);

    /** Cuts all buckets into ranges of as equal a size as possible. */
    public static List<BucketRange> split(int ranges) {
        int parts = Math.max(1, Math.min(BUCKETS, ranges));
        List<BucketRange> split = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            split.add(new BucketRange(BUCKETS * i / parts, BUCKETS * (i + 1) / parts - 1));
        }
        return split;
    }

    /** From the first to the last of these buckets that it holds; empty where it holds none. */
    public Optional<BucketRange> around(Collection<Integer> buckets) {
        IntSummaryStatistics held = buckets.stream()
                .mapToInt(Integer::intValue)
                .filter(bucket -> bucket >= from && bucket <= to)
                .summaryStatistics();
        return held.getCount() == 0 ? Optional.empty() : Optional.of(new BucketRange(held.getMin(), held.getMax()));
    }

    public int size() {
        return to - from + 1;
    }

    public static BucketRange of(ExecutionContext context) {
        return new BucketRange(context.getInt(FROM), context.getInt(TO));
    }

    ExecutionContext toContext() {
        ExecutionContext context = new ExecutionContext();
        context.putInt(FROM, from);
        context.putInt(TO, to);
        return context;
    }

    /** Sorts like the range. */
    String partitionName() {
        return "buckets-%03d-%03d".formatted(from, to);
    }
}
