package org.proofoflife.storage.findings;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which proposals are asked for; what is null does not matter.
 *
 * @param month in which they take effect
 * @param region a division or, by its first digits, all divisions of a city or province
 * @param voter {@code user:ID}: only those on which this person can still vote
 */
public record ProposalFilter(
        @Nullable YearMonth month,
        @Nullable ProposalKind kind,
        @Nullable ProposalState state,
        @Nullable String scheme,
        @Nullable String region,
        @Nullable String voter) {

    public static final ProposalFilter ALL = new ProposalFilter(null, null, null, null, null, null);

    static final String CONDITION = """
             where (:month::date is null or o.pay_month = :month) and (:kind::text is null or o.kind = :kind)
              and (:state::text is null or o.state = :state) and (:scheme::text is null or p.scheme = :scheme)
              and (:region::text is null or starts_with(p.region, :region))
              and (:voter::text is null or (o.state = 'PROPOSED' and o.proposed_by <> :voter and not exists (
                    select from approval a where a.proposal_id = o.id and a.person = :voter)))
            """;

    public ProposalFilter withMonth(@Nullable YearMonth wanted) {
        return new ProposalFilter(wanted, kind, state, scheme, region, voter);
    }

    public ProposalFilter withKind(@Nullable ProposalKind wanted) {
        return new ProposalFilter(month, wanted, state, scheme, region, voter);
    }

    public ProposalFilter withState(@Nullable ProposalState wanted) {
        return new ProposalFilter(month, kind, wanted, scheme, region, voter);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("month", month == null ? null : month.atDay(1));
        parameters.put("kind", kind == null ? null : kind.name());
        parameters.put("state", state == null ? null : state.name());
        parameters.put("scheme", scheme);
        parameters.put("region", region);
        parameters.put("voter", voter);
        return parameters;
    }
}
