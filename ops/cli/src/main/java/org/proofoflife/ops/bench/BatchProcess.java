package org.proofoflife.ops.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.proofoflife.batch.imports.ImportConfiguration;
import org.proofoflife.batch.imports.ImportLauncher;
import org.proofoflife.batch.partition.LocalPartitioning;
import org.proofoflife.batch.partition.RemotePartitioning;
import org.proofoflife.batch.reconciliation.ReconciliationConfiguration;
import org.proofoflife.batch.reconciliation.ReconciliationLauncher;
import org.proofoflife.storage.StorageConfiguration;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The jobs of batch-jobs in a process of their own, without web, schedule and accounts, so that it can be given little
 * memory, timed, killed and started again. {@code work FOLDER MONTH} does what is not yet done of a population's month;
 * {@code serve} only takes partitions from the broker.
 */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.batch.autoconfigure.BatchJobLauncherAutoConfiguration",
            "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration"
        })
@Import({
    StorageConfiguration.class,
    ImportConfiguration.class,
    LocalPartitioning.class,
    RemotePartitioning.class,
    ReconciliationConfiguration.class
})
public class BatchProcess {

    static final String TIMED = "TIMED ";
    static final String HEAP = "HEAP ";
    static final String READY = "READY";

    /** Keys are read from the environment by Spring, so that none stands on a command line. */
    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(BatchProcess.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.config.name", "batch-process",
                        "spring.batch.job.enabled", "false",
                        "spring.batch.jdbc.initialize-schema", "never",
                        "spring.batch.jdbc.isolation-level-for-create", "read_committed",
                        "spring.flyway.enabled", "false",
                        "spring.main.banner-mode", "off",
                        "spring.datasource.hikari.maximum-pool-size", "6",
                        "logging.level.root", "warn"))
                .run();
        System.out.println(READY);
        if (args[0].equals("serve")) {
            // The listener's threads keep the process alive.
            return;
        }
        try (context) {
            new BatchProcess.Work(context).all(Path.of(args[1]), YearMonth.parse(args[2]));
        }
        System.out.println(HEAP + peakHeapMegabytes());
    }

    private record Work(ConfigurableApplicationContext context) {

        void all(Path folder, YearMonth month) throws Exception {
            goOnWithKilledRuns();
            ImportLauncher imports = context.getBean(ImportLauncher.class);
            for (Path file : files(folder)) {
                String name = file.getFileName().toString();
                if (!is("select exists (select from import_run where file_name = ? and state = 'APPLIED')", name)) {
                    timed(
                            name.substring(0, name.indexOf('_')),
                            () -> imports.importFile(
                                    file, imports.sourceOf(name).orElseThrow(), null));
                }
            }
            if (!is(
                    "select exists (select from pay_period where pay_month = ?::date and state = 'RECONCILED')",
                    month.atDay(1).toString())) {
                timed("RECONCILE", () -> context.getBean(ReconciliationLauncher.class)
                        .reconcile(month));
            }
        }

        private List<Path> files(Path folder) throws Exception {
            List<String> order = List.of("ROSTER", "COUNTER", "EVIDENCE", "PAY");
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".csv")
                                || file.toString().endsWith(".txt"))
                        .filter(file -> !file.toString().endsWith(".rejects.csv"))
                        .sorted(Comparator.comparingInt(file -> {
                            String name = file.getFileName().toString();
                            return order.indexOf(name.substring(0, name.indexOf('_')));
                        }))
                        .toList();
            }
        }

        /** This process is the only one that starts runs, so a run that seems to run was killed. */
        private void goOnWithKilledRuns() throws Exception {
            JobRepository repository = context.getBean(JobRepository.class);
            JobOperator operator = context.getBean(JobOperator.class);
            List<JobExecution> killed = new ArrayList<>();
            for (String name : repository.getJobNames()) {
                killed.addAll(repository.findRunningJobExecutions(name));
            }
            killed.sort(Comparator.comparingLong(JobExecution::getId));
            for (JobExecution run : killed) {
                expectDone(operator.restart(operator.recover(run)));
            }
        }

        private interface Run {
            JobExecution go() throws Exception;
        }

        private static void timed(String what, Run run) throws Exception {
            long from = System.nanoTime();
            expectDone(run.go());
            System.out.println(TIMED + what + " " + (System.nanoTime() - from) / 1_000_000);
        }

        private static void expectDone(JobExecution run) {
            if (run.getStatus() != BatchStatus.COMPLETED) {
                throw new IllegalStateException(run.getJobInstance().getJobName() + " ended as " + run.getExitStatus());
            }
        }

        private boolean is(String sql, String parameter) {
            return Boolean.TRUE.equals(
                    context.getBean(JdbcTemplate.class).queryForObject(sql, Boolean.class, parameter));
        }
    }

    private static long peakHeapMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / (1 << 20);
    }
}
