package org.proofoflife.ops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.function.Function;
import org.proofoflife.storage.roster.IdentityNumber;
import org.proofoflife.storage.roster.Pensioners;

/**
 * People of a made-up bureau as the files its systems would send for one month: roster, rises that became known after it,
 * counter certifications, life evidence, payments. Discrepancies of every kind are planted at known people; beside them stand people who look
 * like one and are none. What must be found is written to {@code planted.tsv}: kind, subject, amount in fen.
 */
final class Population {

    /** Whom a person plays, by the number modulo {@link #CYCLE}; all others are in order. */
    enum Part {
        IN_ORDER,
        PAID_UNCERTIFIED,
        CERTIFIED_UNPAID,
        PAID_AFTER_DEATH,
        PAID_WHILE_SUSPENDED,
        CERTIFIED_AFTER_DEATH,
        DUPLICATE_PAYMENT,
        AMOUNT_MISMATCH,
        UNKNOWN_PAYEE,
        ARREARS_DUE,
        ARREARS_MISMATCH,
        DUE_SOON,
        PAID_IN_PRISON,
        /** Certified within the month: no reminder any more. */
        RENEWED_IN_TIME,
        /** Not certified and not paid: as it should be. */
        RIGHTLY_SUSPENDED,
        /** Resumed, and the arrears were paid with it. */
        ARREARS_PAID
    }

    static final int CYCLE = 1_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String ROSTER_HEADER =
            "ref,number,name,phone,scheme,region,birth_date,benefit_status,life_status,"
                    + "benefit,retired_on,died_on,benefit_ends";
    private static final String[] SCHEMES = {"110", "110", "110", "110", "110", "110", "110", "150", "150", "120"};
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final int people;
    private final YearMonth month;
    private final Path folder;
    private final Function<String, byte[]> numberIndex;
    private final String[] days = new String[60];

    /** @param numberIndex blind index by which payees are known */
    Population(int people, YearMonth month, Path folder, Function<String, byte[]> numberIndex) {
        this.people = people;
        this.month = month;
        this.folder = folder;
        this.numberIndex = numberIndex;
        for (int i = 0; i < days.length; i++) {
            days[i] = month.minusMonths(i).atDay(15).format(DAY);
        }
    }

    /** Rows of each file. */
    record Sizes(long roster, long rises, long certifications, long evidence, long payments, long planted) {
        long all() {
            return roster + rises + certifications + evidence + payments;
        }
    }

    Path roster() {
        return folder.resolve("ROSTER_" + month.plusMonths(1).atDay(1).format(DAY) + ".csv");
    }

    Path rises() {
        return folder.resolve("RISES_" + month.plusMonths(1).atDay(1).format(DAY) + ".csv");
    }

    Path certifications() {
        return folder.resolve("COUNTER_" + month.plusMonths(1).atDay(1).format(DAY) + ".csv");
    }

    Path evidence() {
        return folder.resolve("EVIDENCE_" + month.plusMonths(1).atDay(1).format(DAY) + ".txt");
    }

    Path payments() {
        return folder.resolve("PAY_" + compact() + ".csv");
    }

    Path planted() {
        return folder.resolve("planted.tsv");
    }

    private String compact() {
        return month.toString().replace("-", "");
    }

    Sizes write() throws IOException {
        Files.createDirectories(folder);
        return new Sizes(
                writeRoster(), writeRises(), writeCertifications(), writeEvidence(), writePayments(), writePlanted());
    }

    static Part part(int person) {
        int place = person % CYCLE;
        return place < Part.values().length ? Part.values()[place] : Part.IN_ORDER;
    }

    /** A resident number with its check character, different for each n below eleven million. */
    static String number(int n) {
        StringBuilder digits = new StringBuilder(18).append("440100");
        append(digits, 1930 + n / 336_000 % 35, 4);
        append(digits, 1 + n / 28_000 % 12, 2);
        append(digits, 1 + n / 1_000 % 28, 2);
        append(digits, n % 1_000, 3);
        return digits.append(IdentityNumber.checkCharacter(digits)).toString();
    }

    /** A payee nobody knows. */
    private static String strangerNumber(int n) {
        return "X" + number(n).substring(1);
    }

    static String ref(int n) {
        return append(new StringBuilder("P"), n, 9).toString();
    }

    static long benefitFen(int n) {
        return 250_000 + n % 4_999 * 100L;
    }

    private static StringBuilder append(StringBuilder out, long value, int width) {
        String digits = Long.toString(value);
        out.append("0".repeat(Math.max(0, width - digits.length())));
        return out.append(digits);
    }

    private static StringBuilder yuan(StringBuilder out, long fen) {
        out.append(fen / 100).append('.');
        return append(out, fen % 100, 2);
    }

    private long writeRoster() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(roster(), UTF_8)) {
            out.append(ROSTER_HEADER).append('\n');
            for (int i = 0; i < people; i++) {
                out.append(person(i, benefitFen(i))).append('\n');
            }
        }
        control(roster(), people);
        return people;
    }

    /** A tenth of the people: from the month after, or from before it, which is nothing to be found in the month itself. */
    private long writeRises() throws IOException {
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(rises(), UTF_8)) {
            out.append(ROSTER_HEADER).append(",benefit_from\n");
            for (int i = 7; i < people; i += 10) {
                rows++;
                out.append(person(i, benefitFen(i) + 10_000)).append(',');
                out.append(month.plusMonths(i / 10 % 2 == 0 ? 1 : -2).toString())
                        .append('\n');
            }
        }
        control(rises(), rows);
        return rows;
    }

    private static StringBuilder person(int i, long benefitFen) {
        String number = number(i);
        StringBuilder line = new StringBuilder(110);
        line.append(ref(i)).append(',').append(number).append(",王");
        line.append((char) (0x4e00 + i % 5_000))
                .append((char) (0x5e00 + i / 5_000 % 5_000))
                .append(",13");
        append(line, i, 9).append(',').append(SCHEMES[i % 10]).append(",44");
        append(line, i % 21, 2).append("00,").append(number, 6, 14).append(',');
        line.append(part(i) == Part.PAID_WHILE_SUSPENDED ? '2' : '1').append(",1,");
        return yuan(line, benefitFen).append(',').append(1995 + i % 20).append("0610,,");
    }

    private static void control(Path file, long rows) throws IOException {
        Files.writeString(Path.of(file + ".ctl"), "rows=" + rows + "\n");
    }

    private long writeCertifications() throws IOException {
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(certifications(), UTF_8)) {
            out.write("record_no,number,source,certified_on\n");
            for (int i = 0; i < people; i++) {
                switch (part(i)) {
                    case PAID_UNCERTIFIED, RIGHTLY_SUSPENDED -> rows += certified(out, i, "C", 15);
                    case PAID_AFTER_DEATH -> rows += certified(out, i, "C", 5);
                    case CERTIFIED_AFTER_DEATH -> rows += certified(out, i, "C", 7) + certified(out, i, "V", 1);
                    case ARREARS_DUE, ARREARS_PAID -> rows += certified(out, i, "C", 16) + certified(out, i, "C", 1);
                    case DUE_SOON -> rows += certified(out, i, "C", 12 - i / CYCLE % 2);
                    case RENEWED_IN_TIME -> rows += certified(out, i, "C", 12) + certified(out, i, "V", 0);
                    default -> {
                        rows += certified(out, i, "C", 2 + i % 8);
                        if (i % 2 == 0) {
                            rows += certified(out, i, "V", 1);
                        }
                    }
                }
            }
        }
        control(certifications(), rows);
        return rows;
    }

    private int certified(BufferedWriter out, int person, String source, int monthsAgo) throws IOException {
        out.append(source).append(Integer.toString(person)).append('-').append(Integer.toString(monthsAgo));
        out.append(',').append(number(person)).append(',').append(source).append(',');
        out.append(days[monthsAgo]).append('\n');
        return 1;
    }

    private long writeEvidence() throws IOException {
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(evidence(), GB18030)) {
            for (int i = 0; i < people; i++) {
                switch (part(i)) {
                    case PAID_AFTER_DEATH -> rows += evidence(out, i, "死亡证明", '9', 2);
                    case CERTIFIED_AFTER_DEATH -> rows += evidence(out, i, "火化    ", '9', 3);
                    case PAID_IN_PRISON -> rows += evidence(out, i, "服刑    ", '9', 2);
                    case IN_ORDER -> {
                        if (i % 5 == 0) {
                            rows += evidence(out, i, "住院    ", '1', 3);
                        } else if (i % 10 == 3) {
                            rows += evidence(out, i, "出行    ", '3', 1);
                        }
                    }
                    default -> {}
                }
            }
            out.append(append(new StringBuilder("TRAILER"), rows, 12)).append('\n');
        }
        return rows;
    }

    /** @param kind eight bytes in GB18030 */
    private int evidence(BufferedWriter out, int person, String kind, char strength, int monthsAgo) throws IOException {
        StringBuilder line = append(new StringBuilder(70).append('E'), person, 19);
        line.append(number(person)).append("  ").append(kind).append(strength);
        out.append(line.append(days[monthsAgo])
                .append(days[Math.max(1, monthsAgo - 1)])
                .append('\n'));
        return 1;
    }

    private long writePayments() throws IOException {
        Payments file = new Payments();
        try (BufferedWriter out = Files.newBufferedWriter(payments(), UTF_8)) {
            out.write("payment_no,number,month,amount,paid_on,status\n");
            for (int i = 0; i < people; i++) {
                long benefit = benefitFen(i);
                switch (part(i)) {
                    case CERTIFIED_UNPAID, CERTIFIED_AFTER_DEATH, RIGHTLY_SUSPENDED -> {}
                    case DUPLICATE_PAYMENT -> {
                        file.row(out, number(i), benefit, 1);
                        file.row(out, number(i), benefit, 1);
                    }
                    case AMOUNT_MISMATCH -> file.row(out, number(i), benefit + 12_345, 1);
                    case UNKNOWN_PAYEE -> {
                        file.row(out, number(i), benefit, 1);
                        file.row(out, strangerNumber(i), benefit, 1);
                    }
                    case ARREARS_MISMATCH -> {
                        file.row(out, number(i), benefit, 1);
                        file.row(out, number(i), 50_000, 2);
                    }
                    case ARREARS_PAID -> {
                        file.row(out, number(i), benefit, 1);
                        file.row(out, number(i), 3 * benefit, 2);
                    }
                    default -> file.row(out, number(i), benefit, 1);
                }
            }
            StringBuilder trailer = new StringBuilder("#END,").append(file.rows).append(',');
            out.append(yuan(trailer, file.total).append(',').append(compact()).append('\n'));
        }
        return file.rows;
    }

    private final class Payments {
        private final StringBuilder line = new StringBuilder();
        private final String middle = "," + compact() + ",";
        private final String end = "," + days[0] + ",";
        private long rows;
        private long total;

        void row(BufferedWriter out, String number, long fen, int status) throws IOException {
            rows++;
            total += fen;
            line.setLength(0);
            append(line, rows, 10).append(',').append(number).append(middle);
            out.append(yuan(line, fen).append(end).append(status).append('\n'));
        }
    }

    private long writePlanted() throws IOException {
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(planted(), UTF_8)) {
            for (int i = 0; i < people; i++) {
                long benefit = benefitFen(i);
                Part part = part(i);
                long amount =
                        switch (part) {
                            case IN_ORDER, RENEWED_IN_TIME, RIGHTLY_SUSPENDED, ARREARS_PAID -> -1;
                            case CERTIFIED_AFTER_DEATH, DUE_SOON -> 0;
                            case AMOUNT_MISMATCH -> 12_345;
                            case ARREARS_MISMATCH -> 50_000;
                            case ARREARS_DUE -> 3 * benefit;
                            default -> benefit;
                        };
                if (amount < 0) {
                    continue;
                }
                rows++;
                String kind = part == Part.PAID_IN_PRISON ? Part.PAID_WHILE_SUSPENDED.name() : part.name();
                String subject = part == Part.UNKNOWN_PAYEE
                        ? HexFormat.of().formatHex(numberIndex.apply(strangerNumber(i)))
                        : Pensioners.idOf(ref(i)).toString();
                out.append(kind)
                        .append('\t')
                        .append(subject)
                        .append('\t')
                        .append(Long.toString(amount))
                        .append('\n');
            }
        }
        return rows;
    }
}
