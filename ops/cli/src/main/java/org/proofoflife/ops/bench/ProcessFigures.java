package org.proofoflife.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel counts of this process and of the children it has waited for. Linux only. */
public final class ProcessFigures {

    /** USER_HZ, a hundredth of a second on every architecture. */
    private static final double TICKS = 100;

    private static final System.Logger LOG = System.getLogger(ProcessFigures.class.getName());

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private ProcessFigures() {}

    /** @param own CPU seconds, user and system, of this process; @param children of those it waited for */
    record Cpu(double own, double children) {
        Cpu since(Cpu before) {
            return new Cpu(own - before.own, children - before.children);
        }

        double total() {
            return own + children;
        }
    }

    static Cpu cpu() {
        String line = read("/proc/self/stat");
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new Cpu(
                (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS,
                (Double.parseDouble(fields[13]) + Double.parseDouble(fields[14])) / TICKS);
    }

    /** Largest resident size so far, megabytes; 0 for a process that is gone. */
    public static double peakMegabytes(String process) {
        Path status = Path.of("/proc", process, "status");
        try {
            Matcher matcher = PEAK.matcher(Files.readString(status));
            return matcher.find() ? Double.parseDouble(matcher.group(1)) / 1024 : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Whether a process runs that program by now. Between fork and exec a child still is its parent, memory included.
     */
    static boolean runs(long process, Path program) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process), "exe"), program);
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets the largest resident size of this process be counted anew, where the kernel allows it. */
    static void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The peak of memory includes what was done before");
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
