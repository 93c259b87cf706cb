package org.proofoflife.storage.roster;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The schemes and their versioned rules. */
public class Schemes {

    /** Months a certification is valid where no rule says otherwise. */
    public static final int DEFAULT_PERIOD_MONTHS = 12;

    private final JdbcClient jdbc;

    public Schemes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Scheme> find(String code) {
        return jdbc.sql("select * from scheme where code = :code")
                .param("code", code)
                .query(Scheme.class)
                .optional();
    }

    public List<Scheme> all() {
        return jdbc.sql("select * from scheme order by code")
                .query(Scheme.class)
                .list();
    }

    /** Months for which a certification of this day is valid. */
    public int periodMonths(String scheme, LocalDate on) {
        return jdbc.sql("""
                        select period_months from scheme_rule
                        where scheme = :scheme and effective_from <= :on
                        order by effective_from desc limit 1""")
                .param("scheme", scheme)
                .param("on", on)
                .query(Integer.class)
                .optional()
                .orElse(DEFAULT_PERIOD_MONTHS);
    }
}
