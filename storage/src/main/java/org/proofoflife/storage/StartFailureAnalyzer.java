package org.proofoflife.storage;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a few lines what an operator has to mend, where an application did not start for what it needs around it. */
public final class StartFailureAnalyzer implements FailureAnalyzer {

    /** Classes of SQLSTATE (ISO/IEC 9075): connection, authorisation, no such database. */
    private static final Set<String> NO_WAY_IN = Set.of("08", "28", "3D");

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EnvironmentException) {
                return new FailureAnalysis(
                        cause.getMessage(),
                        "Check whether it is there and what it holds, and the POL_ variable that says where.",
                        failure);
            }
            if (cause instanceof SQLException sql && isNoWayIn(sql.getSQLState())) {
                return new FailureAnalysis(
                        "The database cannot be used: " + sql.getMessage(),
                        "Check POL_DB_URL, POL_DB_USER and POL_DB_PASSWORD, and whether PostgreSQL runs there.",
                        failure);
            }
        }
        return null;
    }

    private static boolean isNoWayIn(@Nullable String state) {
        return state != null && NO_WAY_IN.contains(state.substring(0, 2));
    }
}
