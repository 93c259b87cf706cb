package org.proofoflife.storage.findings;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which findings of a month are asked for; what is null does not matter.
 *
 * @param region a division or, by its first digits, all divisions of a city or province
 * @param leastFen and mostFen bounds of the amount, both inclusive
 */
public record FindingFilter(
        YearMonth month,
        @Nullable FindingKind kind,
        @Nullable FindingState state,
        @Nullable String scheme,
        @Nullable String region,
        @Nullable Long leastFen,
        @Nullable Long mostFen) {

    static final String CONDITION = """
             from finding f left join pensioner p on p.id = f.pensioner_id
            where f.pay_month = :month and (:kind::text is null or f.kind = :kind)
              and (:state::text is null or f.state = :state) and (:scheme::text is null or p.scheme = :scheme)
              and (:region::text is null or starts_with(p.region, :region))
              and f.amount_fen between :least and :most
            """;

    public static FindingFilter of(YearMonth month) {
        return new FindingFilter(month, null, null, null, null, null, null);
    }

    public FindingFilter withKind(@Nullable FindingKind wanted) {
        return new FindingFilter(month, wanted, state, scheme, region, leastFen, mostFen);
    }

    public FindingFilter withState(@Nullable FindingState wanted) {
        return new FindingFilter(month, kind, wanted, scheme, region, leastFen, mostFen);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("month", month.atDay(1));
        parameters.put("kind", kind == null ? null : kind.name());
        parameters.put("state", state == null ? null : state.name());
        parameters.put("scheme", scheme);
        parameters.put("region", region);
        parameters.put("least", leastFen == null ? Long.MIN_VALUE : leastFen);
        parameters.put("most", mostFen == null ? Long.MAX_VALUE : mostFen);
        return parameters;
    }
}
