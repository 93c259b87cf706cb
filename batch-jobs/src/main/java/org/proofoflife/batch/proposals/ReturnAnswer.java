package org.proofoflife.batch.proposals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofoflife.batch.imports.ImportOutcome;
import org.proofoflife.batch.imports.ImportRefusedException;
import org.proofoflife.batch.imports.RejectReason;
import org.proofoflife.batch.imports.Rejection;

/**
 * An answer as it was sent: {@code R,number,rows}, then {@code line,code}.
 *
 * @param codes by line of the instruction file
 * @param at line of this file at which a code stands, by line of the instruction file
 * @param rejections rows that are none
 */
record ReturnAnswer(
        long number, int rows, Map<Integer, String> codes, Map<Integer, Long> at, List<Rejection> rejections) {

    private static final Pattern HEAD = Pattern.compile("R,([0-9]{1,18}),([0-9]{1,9})");
    private static final Pattern LINE = Pattern.compile("[0-9]{1,7}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{2,16}");

    /** @throws ImportRefusedException EMPTY_FILE, HEADER_MISMATCH or, if rows are missing, TOTALS_DISAGREE */
    static ReturnAnswer parse(String content) {
        List<String> lines = content.lines().toList();
        if (lines.isEmpty()) {
            throw new ImportRefusedException(ImportOutcome.EMPTY_FILE, "no lines");
        }
        Matcher head = HEAD.matcher(lines.get(0).strip());
        if (!head.matches()) {
            throw new ImportRefusedException(ImportOutcome.HEADER_MISMATCH, "the first line is R,number,rows");
        }
        Map<Integer, String> codes = new TreeMap<>();
        Map<Integer, Long> at = new TreeMap<>();
        List<Rejection> rejections = new ArrayList<>();
        int rows = 0;
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            rows++;
            String[] part = lines.get(i).strip().split(",", -1);
            if (part.length != 2) {
                rejections.add(new Rejection(i + 1, "*", RejectReason.WRONG_COLUMN_COUNT));
            } else if (!LINE.matcher(part[0]).matches()) {
                rejections.add(new Rejection(i + 1, "line", RejectReason.UNKNOWN_LINE));
            } else if (!CODE.matcher(part[1]).matches()) {
                rejections.add(new Rejection(i + 1, "code", RejectReason.UNKNOWN_CODE));
            } else if (codes.putIfAbsent(Integer.valueOf(part[0]), part[1]) != null) {
                rejections.add(new Rejection(i + 1, "line", RejectReason.DUPLICATE_KEY));
            } else {
                at.put(Integer.valueOf(part[0]), (long) i + 1);
            }
        }
        if (rows != Long.parseLong(head.group(2))) {
            throw new ImportRefusedException(
                    ImportOutcome.TOTALS_DISAGREE, "it says " + head.group(2) + " rows and holds " + rows);
        }
        return new ReturnAnswer(Long.parseLong(head.group(1)), rows, codes, at, rejections);
    }
}
