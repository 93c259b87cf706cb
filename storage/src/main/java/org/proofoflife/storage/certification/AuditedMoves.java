package org.proofoflife.storage.certification;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Carries out moves and writes each into the audit log. Runs in the caller's transaction. */
class AuditedMoves {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    AuditedMoves(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** @throws IllegalMoveException if the certification is in another state */
    void move(Move move, String actor, String action, Map<String, Object> detail) {
        if (tryMove(move, actor, action, detail).isEmpty()) {
            throw new IllegalMoveException(move.id, stateOf(move.id), move.to);
        }
    }

    /** @throws ClaimLostException if the claim is not the current one */
    void moveHeld(Claim claim, Move move, String action, Map<String, Object> detail) {
        move.where("claim_token = :token").with("token", claim.token());
        if (tryMove(move, "worker:" + claim.worker(), action, detail).isEmpty()) {
            throw new ClaimLostException("certification", claim.certificationId());
        }
    }

    /** @return the state it moved from, empty if its conditions did not hold and nothing was changed */
    Optional<CertificationState> tryMove(Move move, String actor, String action, Map<String, Object> detail) {
        Optional<CertificationState> from = jdbc.sql(move.sql())
                .params(move.parameters())
                .query(String.class)
                .optional()
                .map(CertificationState::valueOf);
        from.ifPresent(state -> audited(move.id, actor, action, state, move.to, detail));
        return from;
    }

    void audited(
            UUID id,
            String actor,
            String action,
            @Nullable CertificationState from,
            CertificationState to,
            Map<String, Object> detail) {
        audit.append(new AuditLog.Entry(
                actor, action, "certification", id.toString(), from == null ? null : from.name(), to.name(), detail));
    }

    private @Nullable CertificationState stateOf(UUID id) {
        return jdbc.sql("select state from certification where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(CertificationState::valueOf)
                .orElse(null);
    }
}
