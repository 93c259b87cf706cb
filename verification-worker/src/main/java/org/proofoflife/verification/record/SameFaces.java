package org.proofoflife.verification.record;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.judge.Fusion;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.policy.Policy;

/** Whether the face of a case has tried for somebody else too: one impostor who certifies for several. */
public final class SameFaces {

    private static final Set<OutcomeCode> SOMEBODY_ELSE = EnumSet.of(
            OutcomeCode.FACE_MISMATCH, OutcomeCode.IDENTITY_CHANGED, OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    /** Faces read at a time: a few megabytes, whatever the number kept. */
    private static final int PAGE = 5_000;

    private final CaseFaces kept;
    private final ClipVerifier matchers;
    private final Fusion fusion;
    private final double threshold;

    public SameFaces(CaseFaces kept, ClipVerifier matchers, Policy.Match policy) {
        this.kept = kept;
        this.matchers = matchers;
        this.fusion = new Fusion(policy);
        this.threshold = policy.sameFace();
    }

    /** What goes to a person, and what was refused as somebody else's or as an attack. Nobody else's face is kept. */
    public static boolean concerns(Judgement judgement) {
        return judgement.outcome().state() == CertificationState.UNDER_REVIEW
                || judgement.reasons().stream().anyMatch(SOMEBODY_ELSE::contains);
    }

    /**
     * A face and the cases it was found in so far.
     *
     * @param seen how far in the order of commits
     */
    public record Search(FaceTemplate face, List<CaseFaces.Alike> alike, long seen) {}

    /** Outside any transaction: it reads every kept face. */
    public Search search(UUID pensionerId, FaceTemplate face) {
        return further(pensionerId, new Search(face, List.of(), 0));
    }

    /** In the transaction of the decision. Looks also at what came to be kept since the search. */
    public void keep(Claim claim, Search search) {
        kept.exclusively();
        Search whole = further(claim.pensionerId(), search);
        kept.keep(claim, CaseFaceCodec.encode(whole.face()), whole.alike());
    }

    private Search further(UUID pensionerId, Search search) {
        List<CaseFaces.Alike> alike = new ArrayList<>(search.alike());
        long seen = search.seen();
        List<CaseFaces.Kept> page;
        do {
            page = kept.ofOthers(pensionerId, seen, PAGE);
            for (CaseFaces.Kept other : page) {
                double score = fusion.logOdds(matchers.compare(search.face(), CaseFaceCodec.decode(other.template())));
                if (score >= threshold) {
                    alike.add(new CaseFaces.Alike(other.certificationId(), score));
                }
                seen = other.seq();
            }
        } while (page.size() == PAGE);
        return new Search(search.face(), alike, seen);
    }
}
