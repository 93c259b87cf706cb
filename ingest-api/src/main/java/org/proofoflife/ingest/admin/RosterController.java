package org.proofoflife.ingest.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.roster.IdentityNumber;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.roster.Schemes;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/pensioners/{ref}", produces = "application/json")
@Tag(name = "Roster", description = "Single people; the roster as a whole is imported by the batch jobs")
class RosterController {

    private final RegisterPerson registrations;
    private final Schemes schemes;
    private final Clock clock;

    RosterController(RegisterPerson registrations, Schemes schemes, Clock clock) {
        this.registrations = registrations;
        this.schemes = schemes;
        this.clock = clock;
    }

    @PutMapping(consumes = "application/json")
    @Operation(summary = "Register a person or replace what is registered")
    PensionerView register(
            @PathVariable String ref, @Valid @RequestBody RegistrationRequest request, Authentication channel) {
        if (!ref.matches("[A-Za-z0-9._-]{1,64}")
                || schemes.find(request.scheme()).isEmpty()) {
            throw new ApiProblem(ProblemCode.INVALID_REQUEST);
        }
        IdentityNumber number = IdentityNumber.parse(request.number(), LocalDate.now(clock));
        Pensioner person = registrations.register(
                new Registration(
                        ref,
                        request.number(),
                        request.name(),
                        request.phone(),
                        request.scheme(),
                        request.region(),
                        request.birthDate(),
                        request.benefitStatus(),
                        request.lifeStatus(),
                        request.benefitFen(),
                        request.retiredOn()),
                "channel:" + channel.getName());
        return new PensionerView(
                ref, person.scheme(), person.region(), person.benefitStatus(), person.lifeStatus(), number.kind());
    }
}
