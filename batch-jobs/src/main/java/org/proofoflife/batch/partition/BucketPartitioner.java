package org.proofoflife.batch.partition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** One partition a range of buckets; how many ranges, the number of people says, not the number of threads. */
public final class BucketPartitioner implements Partitioner {

    private final IntSupplier ranges;

    public BucketPartitioner(IntSupplier ranges) {
        this.ranges = ranges;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        for (BucketRange range : BucketRange.split(ranges.getAsInt())) {
            partitions.put(range.partitionName(), range.toContext());
        }
        return partitions;
    }
}
