package org.proofoflife.ingest.account;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.webpages.RateLimits;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.Causes;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Sends one-time codes to registered phones. All that depends on who was asked for happens after the answer, which would
 * tell it by its time else; and no transaction is open while the gateway is called.
 */
class OneTimeCodes {

    private static final Logger log = LoggerFactory.getLogger(OneTimeCodes.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final Pensioners pensioners;
    private final Passwords passwords;
    private final RateLimits limits;
    private final AuditLog audit;
    private final @Nullable OneTimeCodeSender sender;
    private final int perDay;
    private final Executor threads;

    /** @param sender null = none can be sent */
    OneTimeCodes(
            Pensioners pensioners,
            Passwords passwords,
            RateLimits limits,
            AuditLog audit,
            @Nullable OneTimeCodeSender sender,
            int perDay,
            Executor threads) {
        this.pensioners = pensioners;
        this.passwords = passwords;
        this.limits = limits;
        this.audit = audit;
        this.sender = sender;
        this.perDay = perDay;
        this.threads = threads;
    }

    /** @throws WebProblem NO_SENDER, whoever is asked for */
    void requireSender() {
        if (sender == null) {
            throw new WebProblem(
                    HttpStatus.SERVICE_UNAVAILABLE, "NO_SENDER", "This installation cannot send one-time codes");
        }
    }

    /**
     * Sends a code later, if somebody is registered so and has not had too many today.
     *
     * @throws ApiProblem TEMPORARILY_UNAVAILABLE if too many wait, whoever is asked for
     */
    void request(String name, String number, String phone) {
        try {
            threads.execute(() -> send(name, number, phone));
        } catch (RejectedExecutionException full) {
            throw new ApiProblem(ProblemCode.TEMPORARILY_UNAVAILABLE, full);
        }
    }

    private void send(String name, String number, String phone) {
        try {
            pensioners.findByLogin(number, name).map(Pensioner::id).ifPresent(person -> send(person, phone));
        } catch (WebProblem tooMany) {
            log.info("A person has had the day's one-time codes");
        } catch (RuntimeException e) {
            log.warn("A one-time code was not sent: {}", Causes.of(e));
        }
    }

    private void send(UUID person, String phone) {
        String registered = pensioners.personalData(person).phone();
        if (sender != null && registered != null && digits(registered).equals(digits(phone))) {
            limits.count("centre-code-sent", person.toString(), perDay, DAY);
            sender.send(registered, passwords.freshCode(person));
            audit.append(AuditLog.Entry.act("channel:centre", "SEND_CODE", "pensioner", person, Map.of()));
        }
    }

    private static String digits(String phone) {
        return phone.replaceAll("[^0-9]", "").replaceFirst("^(00)?86(?=1\\d{10}$)", "");
    }
}
