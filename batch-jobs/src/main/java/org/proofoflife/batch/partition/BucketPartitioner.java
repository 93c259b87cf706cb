package org.proofoflife.batch.partition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** One partition a range of buckets. */
public final class BucketPartitioner implements Partitioner {

    private final Supplier<List<BucketRange>> ranges;

    public BucketPartitioner(Supplier<List<BucketRange>> ranges) {
        this.ranges = ranges;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        for (BucketRange range : ranges.get()) {
            partitions.put(range.partitionName(), range.toContext());
        }
        return partitions;
    }
}
