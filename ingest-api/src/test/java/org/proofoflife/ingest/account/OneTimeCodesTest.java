package org.proofoflife.ingest.account;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.webpages.RateLimits;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.roster.Pensioners;

class OneTimeCodesTest {

    @Test
    void withoutASenderEverybodyIsToldSo() {
        OneTimeCodes codes = new OneTimeCodes(
                mock(Pensioners.class),
                mock(Passwords.class),
                mock(RateLimits.class),
                mock(AuditLog.class),
                null,
                10,
                Runnable::run);
        assertThatThrownBy(codes::requireSender)
                .isInstanceOfSatisfying(
                        WebProblem.class, refused -> org.assertj.core.api.Assertions.assertThat(refused.code())
                                .isEqualTo("NO_SENDER"));
    }
}
