package org.proofoflife.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.certification.Certificate;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever is shown a receipt learns from its code whether it is true, and little else. */
@ApiTest
class ReceiptApiTest {

    private static final String UNKNOWN = "0000-0000-0000-0000";

    @Autowired
    ApiClient api;

    @Autowired
    Worker worker;

    @Autowired
    Pensioners pensioners;

    @Autowired
    Certificates certificates;

    @Autowired
    WebSessions sessions;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final Registration person = People.someone();
    private UUID id;

    @BeforeEach
    void certified() {
        id = pensioners.register(person);
        worker.enrol(id, People.CHANNEL);
        worker.attempt(id, OutcomeCode.CERTIFIED);
    }

    @Test
    void aPrintedCodeSaysForWhomAndUntilWhen() throws Exception {
        String code = printedCode();
        assertThat(printedCode()).isEqualTo(code);
        Certificate certificate = certificate();

        Answer found = check(code, "198.51.100.1");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text("standing")).isEqualTo("VALID");
        assertThat(found.text("validFrom")).isEqualTo(certificate.validFrom().toString());
        assertThat(found.text("validUntil")).isEqualTo(certificate.validUntil().toString());
        assertThat(found.json().propertyNames())
                .containsExactlyInAnyOrder("name", "validFrom", "validUntil", "standing");
        assertThat(found.text("name")).contains("*").isNotEqualTo(person.name());

        String typed = code.toLowerCase().replace('-', ' ').replace('0', 'o').replace('1', 'l');
        assertThat(check(typed, "198.51.100.1").status()).isEqualTo(200);
        assertThat(check(code.replace('-', '－'), "198.51.100.1").status()).isEqualTo(200);
    }

    @Test
    void aCodeOutlivesItsCertificate() throws Exception {
        String code = printedCode();
        LocalDate until = certificate().validUntil();
        jdbc.sql("update certificate set valid_until = :past, valid_from = :past::date - 1 where pensioner_id = :id")
                .param("past", LocalDate.now(clock).minusDays(1))
                .param("id", id)
                .update();
        assertThat(check(code, "198.51.100.2").text("standing")).isEqualTo("EXPIRED");

        jdbc.sql("update certificate set valid_until = :until, revoked_at = now() where pensioner_id = :id")
                .param("until", until)
                .param("id", id)
                .update();
        assertThat(check(code, "198.51.100.2").text("standing")).isEqualTo("REVOKED");
    }

    @Test
    void noCodeIsKeptNorFollowsFromWhatTheReceiptSays() throws Exception {
        String code = printedCode().replace("-", "");
        assertThat(jdbc.sql("select encode(code_index, 'escape') || certificate_id from receipt")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(code));
        assertThat(check(certificate().id().toString(), "198.51.100.3").text("code"))
                .isEqualTo("RECEIPT_UNKNOWN");
    }

    @Test
    void whoeverGuessesIsShutOutAndWhoeverChecksManyIsNot() throws Exception {
        String code = printedCode();
        for (int i = 0; i < 50; i++) {
            assertThat(check(code, "198.51.100.4").status()).isEqualTo(200);
        }
        int wrong = 0;
        Answer refused = check(UNKNOWN, "198.51.100.4");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("title")).contains("没有这份回执");
        while (check(UNKNOWN, "198.51.100.4").status() == 404) {
            wrong++;
        }
        assertThat(wrong).isEqualTo(39);
        Answer shut = check(code, "198.51.100.4");
        assertThat(shut.status()).isEqualTo(429);
        assertThat(shut.text("code")).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(shut.header("Retry-After")).isNotNull();
        assertThat(check(code, "198.51.100.5").status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(16));
        assertThat(check(code, "198.51.100.4").status()).isEqualTo(200);
        assertThat(check(" ", "198.51.100.4").text("code")).isEqualTo("INVALID_REQUEST");
    }

    private Answer check(String code, String address) {
        return api.post("/web/open/receipts/check", Map.of("code", code), "X-API-Key", "", "X-Forwarded-For", address);
    }

    private Certificate certificate() {
        return certificates.ofPensioner(id).get(0);
    }

    /** As it stands in the PDF that the person downloads. */
    private String printedCode() throws IOException, InterruptedException {
        byte[] pdf = HttpClient.newHttpClient()
                .send(
                        api.request(
                                        "/web/centre/receipts/" + certificate().id() + ".pdf",
                                        "X-API-Key",
                                        "",
                                        "Cookie",
                                        SessionKind.CENTRE.cookie() + "="
                                                + sessions.start(SessionKind.CENTRE, id)
                                                        .token())
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        try (PdfReader reader = new PdfReader(pdf)) {
            // Two bytes a letter, the first of them 0 in a code and in an address.
            String text = new String(reader.getPageContent(1), ISO_8859_1).replace("\0", "");
            assertThat(text).contains("/check.html");
            Matcher code = Pattern.compile("\\b([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}\\b")
                    .matcher(text);
            assertThat(code.find()).isTrue();
            return code.group();
        }
    }
}
