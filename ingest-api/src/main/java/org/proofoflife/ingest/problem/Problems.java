package org.proofoflife.ingest.problem;

import java.net.URI;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.http.ProblemDetail;

/** Problem documents in Chinese and, for English locales, in English. */
public final class Problems {

    private static final String BUNDLE = "org.proofoflife.ingest.problem.problems";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Problems() {}

    public static ProblemDetail of(ProblemCode code, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(code.status(), texts.getString(code + ".detail"));
        problem.setType(URI.create("urn:proof-of-life:problem:" + code.name()));
        problem.setTitle(texts.getString(code + ".title"));
        problem.setProperty("code", code.name());
        return problem;
    }
}
