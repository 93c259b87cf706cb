package org.proofoflife.ingest.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.roster.NumberTakenException;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registers one person, or replaces what is registered, with its line in the audit log. */
@Component
class RegisterPerson {

    private static final Map<String, Function<Registration, @Nullable Object>> FIELDS = fields();

    private final Pensioners pensioners;
    private final AuditLog audit;

    RegisterPerson(Pensioners pensioners, AuditLog audit) {
        this.pensioners = pensioners;
        this.audit = audit;
    }

    /**
     * The audit log says which fields have changed, and of the two states alone what they are now.
     *
     * @throws ApiProblem NUMBER_TAKEN
     */
    @Transactional
    public Pensioner register(Registration person, String actor) {
        Registration before = pensioners.lock(person.ref()).orElse(null);
        try {
            pensioners.register(person);
        } catch (NumberTakenException e) {
            throw new ApiProblem(ProblemCode.NUMBER_TAKEN, e);
        }
        Pensioner registered = pensioners.findByRef(person.ref()).orElseThrow();
        audit.append(AuditLog.Entry.act(
                actor,
                "REGISTER",
                "pensioner",
                registered.id(),
                Map.of(
                        "new",
                        before == null,
                        "changed",
                        before == null ? List.of() : changed(before, person),
                        "benefitStatus",
                        person.benefitStatus(),
                        "lifeStatus",
                        person.lifeStatus())));
        return registered;
    }

    private static List<String> changed(Registration before, Registration now) {
        return FIELDS.entrySet().stream()
                .filter(field -> !Objects.equals(
                        field.getValue().apply(before), field.getValue().apply(now)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Function<Registration, @Nullable Object>> fields() {
        Map<String, Function<Registration, @Nullable Object>> fields = new LinkedHashMap<>();
        fields.put("number", Registration::number);
        fields.put("name", Registration::name);
        fields.put("phone", Registration::phone);
        fields.put("scheme", Registration::scheme);
        fields.put("region", Registration::region);
        fields.put("birthDate", Registration::birthDate);
        fields.put("benefitStatus", Registration::benefitStatus);
        fields.put("lifeStatus", Registration::lifeStatus);
        fields.put("benefitFen", Registration::benefitFen);
        fields.put("retiredOn", Registration::retiredOn);
        return fields;
    }
}
