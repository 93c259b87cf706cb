package org.proofoflife.batch.partition;

import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Buckets {@code from} to {@code to}, both included, of 0..255. */
public record BucketRange(int from, int to) {

    private static final int BUCKETS = 256;
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
