package org.proofoflife.batch.imports;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Copies slabs into the staging table and moves the run's position, in one transaction. */
class SlabWriter implements ItemWriter<Slab> {

    private static final int BLOCK = 1 << 16;

    private final DataSource dataSource;
    private final ImportRuns runs;
    private final long run;
    private final String table;
    private final RejectLimit limit;

    SlabWriter(DataSource dataSource, ImportRuns runs, ImportRun run, RejectLimit limit) {
        this.dataSource = dataSource;
        this.runs = runs;
        this.run = run.id();
        this.table = run.stageTable();
        this.limit = limit;
    }

    @Override
    public void write(Chunk<? extends Slab> slabs) throws Exception {
        for (Slab slab : slabs) {
            if (slab.rowsAccepted() > 0) {
                copy(slab);
            }
            runs.advance(run, slab);
        }
        limit.checkEarly(runs.get(run));
    }

    private void copy(Slab slab) throws SQLException {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " from stdin (format binary)");
            try {
                copy.writeToCopy(CopyBuffer.HEADER, 0, CopyBuffer.HEADER.length);
                for (ByteArrayOutputStream bucket : slab.buckets()) {
                    if (bucket != null) {
                        write(copy, bucket.toByteArray());
                    }
                }
                copy.writeToCopy(CopyBuffer.END, 0, CopyBuffer.END.length);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void write(CopyIn copy, byte[] rows) throws SQLException {
        for (int from = 0; from < rows.length; from += BLOCK) {
            copy.writeToCopy(rows, from, Math.min(BLOCK, rows.length - from));
        }
    }
}
