package org.proofoflife.ingest.review;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps accounts that are confined to a region away from what belongs to another one, and writes down who tried. */
@Component
public class Regions {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    public Regions(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** What belongs to a person and with them to a region; a finding about an unknown payee belongs to none. */
    public enum Item {
        CERTIFICATION("from certification i join pensioner p on p.id = i.pensioner_id where i.id = :id"),
        FINDING("from finding i left join pensioner p on p.id = i.pensioner_id where i.id = :id"),
        PROPOSAL("from proposal i join pensioner p on p.id = i.pensioner_id where i.id = :id"),
        /** By ref. */
        PENSIONER("from pensioner p where p.ref = :id");

        private final String found;

        Item(String found) {
            this.found = found;
        }

        String entity() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** False for a confined account also if there is no such item, so that nothing tells the two apart. */
    public boolean covers(ConsoleAccount account, Item item, Object id) {
        if (account.region() == null) {
            return true;
        }
        Optional<String> region = jdbc.sql("select coalesce(p.region, '') " + item.found)
                .param("id", id)
                .query(String.class)
                .optional();
        boolean covered = region.filter(account::covers).isPresent();
        if (region.isPresent() && !covered) {
            refused(account, item.entity(), id, Map.of());
        }
        return covered;
    }

    /**
     * The region of which a list may be shown: the narrower one of the account's and the one asked for.
     *
     * @param wanted null = as far as the account reaches
     * @throws WebProblem REGION_CONFINED if the account may see nothing of it
     */
    public @Nullable String narrowed(ConsoleAccount account, @Nullable String wanted) {
        String own = account.region();
        if (own == null || (wanted != null && wanted.startsWith(own))) {
            return wanted;
        }
        if (wanted != null && !own.startsWith(wanted)) {
            refused(account, "pensioner", "-", Map.of("region", wanted));
            throw confined();
        }
        return own;
    }

    static WebProblem confined() {
        return new WebProblem(
                HttpStatus.FORBIDDEN, "REGION_CONFINED", "The account sees its own region, and this is not only of it");
    }

    private void refused(ConsoleAccount account, String entity, Object id, Map<String, Object> detail) {
        audit.append(AuditLog.Entry.act(account.actor(), "REFUSED_BY_REGION", entity, id, detail));
    }
}
