package org.proofoflife.ops.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.OutcomeText;
import org.proofoflife.storage.certification.OutcomeTexts;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.Judgement.ActionResult;
import org.proofoflife.verification.judge.Judgement.AxisResult;

/** A judgement in words for a terminal. */
final class Words {

    private Words() {}

    static List<String> lines(Judgement judgement, boolean matched, boolean challenged) {
        List<String> lines = new ArrayList<>();
        boolean faceMatched = Judgement.isFaceMatched(judgement.axes());
        OutcomeText text = OutcomeTexts.of(judgement.outcome(), faceMatched, Locale.ENGLISH);
        lines.add(judgement.outcome() + "  " + text.title());
        lines.add("  "
                + OutcomeTexts.of(judgement.outcome(), faceMatched, Locale.SIMPLIFIED_CHINESE)
                        .title());
        for (OutcomeCode reason : judgement.reasons()) {
            lines.add("  because " + reason + ": "
                    + OutcomeTexts.of(reason, Locale.ENGLISH).hint());
        }
        for (AxisResult axis : judgement.axes()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10s  %-6s  %.2f  %s",
                    axis.axis(),
                    axis.band(),
                    axis.score(),
                    axis.reasons().stream().map(Enum::name).collect(Collectors.joining(" "))));
        }
        if (!matched) {
            lines.add("MATCH       skipped: no reference photo");
        }
        if (!challenged) {
            lines.add("CHALLENGE   skipped: no challenge");
        }
        judgement.actions().forEach(action -> lines.add("  " + line(action)));
        lines.add("Policy " + judgement.policyVersion());
        return lines;
    }

    private static String line(ActionResult action) {
        if (!action.found()) {
            return String.format(Locale.ROOT, "%-11s not seen where it was asked for", action.action());
        }
        return String.format(
                Locale.ROOT,
                "%-11s %.2f s to %.2f s, peak %.2f s%s",
                action.action(),
                action.start(),
                action.end(),
                action.peak(),
                action.prompt() < 0 ? ", not asked for" : "");
    }

    static String hints(List<OutcomeCode> reasons) {
        return reasons.stream()
                .map(reason ->
                        reason + " (" + OutcomeTexts.of(reason, Locale.ENGLISH).hint() + ")")
                .collect(Collectors.joining(", "));
    }
}
