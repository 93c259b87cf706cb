package org.proofoflife.ops.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.proofoflife.batch.HeadlessBatch;
import org.proofoflife.batch.imports.ImportLauncher;
import org.proofoflife.batch.reconciliation.ReconciliationLauncher;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@link HeadlessBatch} in a process of its own, so that it can be given little memory, timed, killed and started
 * again. {@code work FOLDER MONTH} does what is not yet done of a population's month; {@code serve} only takes
 * partitions from the broker.
 */
public final class BatchProcess {

    static final String TIMED = "TIMED ";
    static final String HEAP = "HEAP ";
    static final String READY = "READY";

    private BatchProcess() {}

    /** Keys are read from the environment by Spring, so that none stands on a command line. */
    public static void main(String[] args) throws Exception {
        HeapPeak heap = HeapPeak.watch();
        ConfigurableApplicationContext context = HeadlessBatch.builder().run();
        System.out.println(READY);
        if (args[0].equals("serve")) {
            // The listener's threads keep the process alive.
            return;
        }
        try (context) {
            new BatchProcess.Work(context).all(Path.of(args[1]), YearMonth.parse(args[2]));
        }
        System.out.println(HEAP + heap.megabytes());
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
            List<String> order = List.of("ROSTER", "RISES", "COUNTER", "EVIDENCE", "PAY");
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
}
