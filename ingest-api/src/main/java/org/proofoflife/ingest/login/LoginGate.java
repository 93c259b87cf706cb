package org.proofoflife.ingest.login;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.roster.Endings;
import org.proofoflife.storage.roster.Endings.Ending;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Scheme;
import org.proofoflife.storage.roster.Schemes;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Whether a person may certify here: registered under this name and number (S4, S5), of a scheme that certifies here
 * (S2), with benefit and life status normal (S3) and nothing said to the contrary that the bureau has not answered. Whom
 * the bureau suspended for want of certification is let in to certify. Only an authenticated channel learns which gate was
 * closed.
 */
@Component
public class LoginGate {

    private final Pensioners pensioners;
    private final Endings endings;
    private final Schemes schemes;
    private final LoginThrottle throttle;
    private final AuditLog audit;

    LoginGate(Pensioners pensioners, Endings endings, Schemes schemes, LoginThrottle throttle, AuditLog audit) {
        this.pensioners = pensioners;
        this.endings = endings;
        this.schemes = schemes;
        this.throttle = throttle;
        this.audit = audit;
    }

    /** @throws ApiProblem with the code of the gate that is closed */
    public Pensioner admit(String name, String number, String channelId) {
        throttle.checkChannel(channelId);
        return admitVisitor(name, number, channelId);
    }

    /**
     * Of a public page, whose caller counts the wrong entries of each address: a lock of the whole channel would let one
     * attacker lock out everybody.
     *
     * @throws ApiProblem with the code of the gate that is closed
     */
    public Pensioner admitVisitor(String name, String number, String channelId) {
        throttle.checkNumber(number);
        Optional<Pensioner> found = pensioners.findByLogin(number, name);
        if (found.isEmpty()) {
            throttle.failed(channelId, number);
            throw new ApiProblem(ProblemCode.LOGIN_NOT_MATCHED);
        }
        return requireOpen(found.get(), channelId);
    }

    /**
     * Whoever was admitted before, unless their status has changed since.
     *
     * @throws ApiProblem with the code of the gate that is closed
     */
    public Pensioner admitAgain(UUID pensionerId, String channelId) {
        return pensioners
                .find(pensionerId)
                .map(person -> requireOpen(person, channelId))
                .orElseThrow(() -> new ApiProblem(ProblemCode.LOGIN_NOT_MATCHED));
    }

    private Pensioner requireOpen(Pensioner person, String channelId) {
        requireServedScheme(person, channelId);
        Optional<Ending> ending = endings.unanswered(person.id());
        if (person.lifeStatus() != LifeStatus.ALIVE
                || ending.filter(Ending.DEATH::equals).isPresent()) {
            throw refused(ProblemCode.LIFE_STATUS_ABNORMAL, person, channelId);
        }
        if (ending.isPresent() || !paidOrToResume(person)) {
            throw refused(ProblemCode.BENEFIT_STATUS_ABNORMAL, person, channelId);
        }
        return person;
    }

    /** The roster echoes the bureau's own suspension, and to certify is how that one ends. */
    private boolean paidOrToResume(Pensioner person) {
        return switch (person.benefitStatus()) {
            case NORMAL -> true;
            case SUSPENDED -> pensioners.suspendedByBureau(person.id());
            case STOPPED -> false;
        };
    }

    private void requireServedScheme(Pensioner person, String channelId) {
        Scheme scheme = schemes.find(person.scheme()).orElseThrow();
        if (!scheme.selfService()) {
            boolean english = LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
            String other = english ? scheme.otherChannelEn() : scheme.otherChannelZh();
            throw refused(ProblemCode.SCHEME_NOT_SERVED, person, channelId)
                    .with("otherChannel", other == null ? "" : other);
        }
    }

    private ApiProblem refused(ProblemCode code, Pensioner person, String channelId) {
        audit.append(AuditLog.Entry.act(
                "channel:" + channelId, "REFUSE_LOGIN", "pensioner", person.id(), Map.of("code", code)));
        return new ApiProblem(code);
    }
}
