package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of this process and of every child it has waited for (the decoders). */
final class ProcessorTime {

    /** Linux counts these fields in hundredths of a second on every architecture (USER_HZ). */
    private static final double TICKS = 100;

    private ProcessorTime() {}

    static double seconds() {
        Path stat = Path.of("/proc/self/stat");
        if (Files.isReadable(stat)) {
            try {
                String line = Files.readString(stat);
                // The command name may hold blanks, the fields after its closing bracket don't: utime, stime, cutime,
                // cstime.
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                double ticks = 0;
                for (int field = 11; field <= 14; field++) {
                    ticks += Double.parseDouble(fields[field]);
                }
                return ticks / TICKS;
            } catch (IOException e) {
                return ofThisProcess();
            }
        }
        return ofThisProcess();
    }

    private static double ofThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean bean
                ? bean.getProcessCpuTime() / 1e9
                : Double.NaN;
    }
}
