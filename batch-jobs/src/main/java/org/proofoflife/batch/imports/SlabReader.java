package org.proofoflife.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.jobs.Progress;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Slabs of a file from where the run stands. A thread of its own parses ahead by one slab while the server takes the
 * one before; nothing of that is lost on a crash, because the run's position moves only with written slabs.
 */
class SlabReader implements ItemStreamReader<Slab> {

    /** What the parsing thread says: a slab, the end, or why there is none. */
    private record Parsed(@Nullable Slab slab, @Nullable Exception failure) {}

    private final @Nullable Path file;
    private final long size;
    private final long offset;
    private final long line;
    private final @Nullable Long declaredRows;
    private final ParserFactory parsers;
    private final BlockingQueue<Parsed> ahead = new ArrayBlockingQueue<>(1);
    private @Nullable Thread thread;
    private volatile boolean closed;
    private long rows;
    private long position;

    /** Makes the parser over lines that begin at the run's position. */
    interface ParserFactory {
        SlabParser over(LineReader lines);
    }

    /**
     * @param file null where there is nothing to read
     * @param declaredRows rows still to come, where the sender said how many there are
     */
    SlabReader(
            @Nullable Path file,
            long size,
            long offset,
            long line,
            @Nullable Long declaredRows,
            ParserFactory parsers) {
        this.file = file;
        this.size = size;
        this.declaredRows = declaredRows;
        this.position = offset;
        this.offset = offset;
        this.line = line;
        this.parsers = parsers;
    }

    /** Of a file whose every line was taken before; it need not be there any more. */
    static SlabReader ofNothing() {
        return new SlabReader(null, 0, 0, 0, null, lines -> {
            throw new IllegalStateException("Nothing is to be parsed");
        });
    }

    @Override
    public void open(ExecutionContext context) {
        Thread parsing = new Thread(this::parse, "import-parser");
        parsing.setDaemon(true);
        parsing.start();
        thread = parsing;
    }

    @Override
    public @Nullable Slab read() throws Exception {
        Parsed parsed = ahead.take();
        if (parsed.failure() != null) {
            throw parsed.failure();
        }
        Slab slab = parsed.slab();
        if (slab != null) {
            rows += slab.rowsRead();
            position = slab.endOffset();
        }
        return slab;
    }

    /** Called when a slab is written: says how far it is, and how far it has to go. */
    @Override
    public void update(ExecutionContext context) {
        context.putLong(Progress.ROWS, rows);
        if (declaredRows != null) {
            context.putLong(Progress.EXPECTED_ROWS, declaredRows);
        } else if (position > offset) {
            context.putLong(
                    Progress.EXPECTED_ROWS, Math.round(rows * ((double) (size - offset) / (position - offset))));
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void parse() {
        if (file == null) {
            hand(new Parsed(null, null));
            return;
        }
        try (FileChannel channel = FileChannel.open(file);
                InputStream in = Channels.newInputStream(channel.position(offset))) {
            SlabParser parser = parsers.over(new LineReader(in, offset, line));
            Slab slab;
            do {
                slab = parser.next();
                hand(new Parsed(slab, null));
            } while (slab != null);
        } catch (IOException | RuntimeException e) {
            hand(new Parsed(null, e));
        }
    }

    private void hand(Parsed parsed) {
        try {
            while (!closed && !ahead.offer(parsed, 1, TimeUnit.SECONDS)) {
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The import was closed", e);
        }
    }
}
