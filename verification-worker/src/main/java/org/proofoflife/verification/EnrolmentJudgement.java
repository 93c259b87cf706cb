package org.proofoflife.verification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.OutcomeCode;

/** @param template null when the photo is unfit; @param reasons why it is, empty when fit */
public record EnrolmentJudgement(@Nullable FaceTemplate template, List<OutcomeCode> reasons) {}
