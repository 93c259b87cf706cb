package org.proofoflife.storage.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.ProofOfLifeException;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.StorageTest;
import org.proofoflife.storage.testing.TestDatabase;
import org.proofoflife.storage.testing.TestKeys;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is tried in whatever order: only legal moves happen, and each leaves exactly one row in the audit log. */
class CertificationLifeTest {

    private static ConfigurableApplicationContext context;

    enum Try {
        SUBMIT,
        CLAIM,
        CLAIM_REDELIVERED,
        RELEASE,
        RELEASE_STALE,
        CERTIFY,
        REFUSE,
        DOUBT,
        SETTLE_STALE,
        PARK,
        APPEAL,
        REVIEW_GOOD,
        REVIEW_BAD,
        EXPIRE,
        WAIT
    }

    @BeforeContainer
    static void start() {
        context = new SpringApplicationBuilder(StorageTest.Wiring.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .initializers(new TestDatabase(), new TestKeys())
                .run();
    }

    @AfterContainer
    static void stop() {
        context.close();
    }

    @Property(tries = 100, seed = "20261124")
    void onlyLegalMovesHappenAndEachIsAudited(@ForAll("attempts") List<Try> attempts) {
        Life life = new Life();
        CertificationState before = CertificationState.OPEN;
        List<String> trail = new ArrayList<>(List.of("null>OPEN"));
        for (Try attempt : attempts) {
            boolean moved = life.attempt(attempt);
            CertificationState after = life.state();
            if (after != before || moved && after == CertificationState.VERIFYING) {
                assertThat(before.successors())
                        .as("%s from %s", attempt, before)
                        .contains(after);
                trail.add(before + ">" + after);
            }
            before = after;
        }
        assertThat(life.trail()).isEqualTo(trail);
        assertThat(life.certificates()).isEqualTo(before == CertificationState.CERTIFIED ? 1 : 0);
    }

    @Provide
    Arbitrary<List<Try>> attempts() {
        // Weighted towards what moves on, so that the far states are reached too.
        Arbitrary<Try> any = Arbitraries.of(Try.class);
        Arbitrary<Try> onward = Arbitraries.of(Try.SUBMIT, Try.CLAIM, Try.REFUSE, Try.APPEAL, Try.RELEASE);
        return Arbitraries.oneOf(any, onward).list().ofMinSize(1).ofMaxSize(15);
    }

    private static final class Life {
        private final CertificationMoves moves = context.getBean(CertificationMoves.class);
        private final Certifications certifications = context.getBean(Certifications.class);
        private final JdbcClient jdbc = context.getBean(JdbcClient.class);
        private final SettableClock clock = context.getBean(SettableClock.class);
        private final UUID id = context.getBean(People.class).openCertification();
        private final List<Claim> claims = new ArrayList<>();

        /** @return whether something was done */
        boolean attempt(Try attempt) {
            try {
                return switch (attempt) {
                    case SUBMIT -> done(() -> moves.submit(CertificationMovesTest.clip(id), "channel:test"));
                    case CLAIM -> claim(false);
                    case CLAIM_REDELIVERED -> claim(true);
                    case RELEASE -> withClaim(last(), claim -> moves.release(claim, Duration.ZERO, "TEST"));
                    case RELEASE_STALE -> withClaim(stale(), claim -> moves.release(claim, Duration.ZERO, "TEST"));
                    case CERTIFY -> settle(last(), OutcomeCode.CERTIFIED);
                    case REFUSE -> settle(last(), OutcomeCode.FACE_MISMATCH);
                    case DOUBT -> settle(last(), OutcomeCode.MATCH_UNCERTAIN);
                    case SETTLE_STALE -> settle(stale(), OutcomeCode.CERTIFIED);
                    case PARK -> withClaim(last(), claim -> moves.park(claim, "TEST"));
                    case APPEAL -> done(() -> moves.appeal(id, "channel:test"));
                    case REVIEW_GOOD -> done(() -> moves.review(id, OutcomeCode.CERTIFIED, List.of(), "user:r"));
                    case REVIEW_BAD -> done(() -> moves.review(id, OutcomeCode.FACE_MISMATCH, List.of(), "user:r"));
                    case EXPIRE -> moves.expire(id, "job:expiry");
                    case WAIT -> {
                        clock.advance(Duration.ofMinutes(4));
                        yield false;
                    }
                };
            } catch (ProofOfLifeException refused) {
                return false;
            }
        }

        private boolean claim(boolean redelivered) {
            return moves.claim(id, "w", Duration.ofMinutes(5), redelivered)
                    .map(claims::add)
                    .orElse(false);
        }

        private boolean settle(@Nullable Claim held, OutcomeCode outcome) {
            return withClaim(held, claim -> moves.settle(claim, CertificationMovesTest.decision(outcome)));
        }

        private @Nullable Claim last() {
            return claims.isEmpty() ? null : claims.get(claims.size() - 1);
        }

        private @Nullable Claim stale() {
            return claims.size() < 2 ? null : claims.get(claims.size() - 2);
        }

        private boolean withClaim(@Nullable Claim claim, Consumer<Claim> use) {
            return claim != null && done(() -> use.accept(claim));
        }

        private static boolean done(Runnable action) {
            action.run();
            return true;
        }

        CertificationState state() {
            return certifications.find(id).orElseThrow().state();
        }

        List<String> trail() {
            return jdbc.sql("select coalesce(from_state, 'null') || '>' || to_state from audit_log"
                            + " where entity = 'certification' and entity_id = :id order by id")
                    .param("id", id.toString())
                    .query(String.class)
                    .list();
        }

        int certificates() {
            return jdbc.sql("select count(*) from certificate where certification_id = :id")
                    .param("id", id)
                    .query(Integer.class)
                    .single();
        }
    }
}
