package org.proofoflife.verification.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.verification.facts.ClipFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.JudgeRequest;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.Judgement.ActionResult;
import org.proofoflife.verification.report.Timeline.PromptMark;

class TimelineTest {

    private static final Observation NOTHING = new Observation(
            Observation.VERSION, new ClipFacts("00", 640, 480, 16, 30, "mp4", "h264"), List.of(), Map.of());
    private static final JudgeRequest REQUEST =
            new JudgeRequest(Challenge.parse("TURN_LEFT@2-5,BLINK@6-9"), false, List.of(9.0, 13.0), true);

    @Test
    void showsThePromptsWhereTheyWereJudgedAndNotWhereTheClientSays() {
        Judgement judgement = judgement(List.of(
                new ActionResult(0, Action.TURN_LEFT, new Prompt.Window(6, 9), true, 6.4, 7, 8),
                new ActionResult(1, Action.BLINK, new Prompt.Window(10, 13), false, 0, 0, 0),
                new ActionResult(-1, Action.NOD, null, true, 14, 14.3, 14.6)));

        assertThat(Timeline.of(NOTHING, REQUEST, judgement).prompts())
                .containsExactly(new PromptMark(Action.TURN_LEFT, 6.0, 9.0), new PromptMark(Action.BLINK, 10.0, 13.0));
    }

    @Test
    void showsThemAsIssuedWhereNothingWasJudged() {
        assertThat(Timeline.of(NOTHING, REQUEST, judgement(List.of())).prompts())
                .containsExactly(new PromptMark(Action.TURN_LEFT, 2.0, 5.0), new PromptMark(Action.BLINK, 6.0, 9.0));
    }

    private static Judgement judgement(List<ActionResult> actions) {
        return new Judgement(
                OutcomeCode.ACTION_NOT_FOLLOWED, List.of(OutcomeCode.ACTION_NOT_FOLLOWED), List.of(), actions, "test");
    }
}
