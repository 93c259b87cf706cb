package org.proofoflife.ingest.enrolment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.proofoflife.ingest.longpoll.SettledWatch;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.enrolment.Enrolment;
import org.proofoflife.storage.enrolment.EnrolmentState;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

@RestController
@RequestMapping("/api/v1/pensioners/{ref}/enrolment")
@Tag(name = "Enrolment", description = "The photo that certifications are matched against")
class EnrolmentController {

    private final RequestEnrolment requests;
    private final Enrolments enrolments;
    private final Pensioners pensioners;
    private final EnrolmentProperties properties;
    private final SettledWatch watch;
    private final WithdrawConsent withdrawals;

    EnrolmentController(
            RequestEnrolment requests,
            Enrolments enrolments,
            Pensioners pensioners,
            EnrolmentProperties properties,
            @Qualifier("enrolmentWatch") SettledWatch watch,
            WithdrawConsent withdrawals) {
        this.requests = requests;
        this.enrolments = enrolments;
        this.pensioners = pensioners;
        this.properties = properties;
        this.watch = watch;
        this.withdrawals = withdrawals;
    }

    @PutMapping(
            consumes = {"image/jpeg", "image/png"},
            produces = "application/json")
    @Operation(
            summary = "Submit an enrolment photo",
            description = "Judged by the same models as certifications. Waits for the judgement for some seconds.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "image/jpeg",
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(responseCode = "200", description = "Fit: it is the person's enrolled face now")
    @ApiResponse(
            responseCode = "202",
            description = "Stored, not judged yet: ask again",
            content = @Content(schema = @Schema(implementation = EnrolmentView.class)))
    @ApiResponse(
            responseCode = "422",
            description = "Unfit, with the reasons",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    DeferredResult<ResponseEntity<EnrolmentView>> enrol(
            @PathVariable String ref,
            @Parameter(description = "Version of the notice on face recognition that the person agreed to")
                    @RequestParam
                    String consentVersion,
            HttpServletRequest request,
            Authentication channel,
            Locale locale)
            throws IOException {
        Enrolment requested = requests.request(ref, read(request), consentVersion, channel.getName());
        if (requested.state() != EnrolmentState.PENDING) {
            DeferredResult<ResponseEntity<EnrolmentView>> now = new DeferredResult<>();
            now.setResult(answer(ref, requested, locale));
            return now;
        }
        return watch.answer(
                requested.id(),
                properties.patience(),
                () -> answer(ref, enrolments.find(requested.id()).orElseThrow(), locale));
    }

    @GetMapping(produces = "application/json")
    @Operation(summary = "The person's latest enrolment, whatever became of it")
    EnrolmentView latest(@PathVariable String ref, Locale locale) {
        return pensioners
                .findByRef(ref)
                .flatMap(person -> enrolments.latest(person.id()))
                .map(enrolment -> EnrolmentView.of(enrolment, locale))
                .orElseThrow(() -> new ApiProblem(ProblemCode.NOT_FOUND));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "The person withdraws the consent to face recognition",
            description =
                    "Templates, photos, clips and the pictures out of them are deleted; what was certified before stays good,"
                            + " a refusal can no longer be appealed. Again changes nothing.")
    @ApiResponse(responseCode = "204", description = "Nothing of the face is kept any more")
    @ApiResponse(
            responseCode = "409",
            description = "A clip of the person is being judged or reviewed: CERTIFICATION_UNDER_WAY",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    void withdraw(@PathVariable String ref, Authentication channel) {
        UUID person =
                pensioners.findByRef(ref).map(Pensioner::id).orElseThrow(() -> new ApiProblem(ProblemCode.NOT_FOUND));
        withdrawals.withdraw(person, "channel:" + channel.getName());
    }

    private static ResponseEntity<EnrolmentView> answer(String ref, Enrolment enrolment, Locale locale) {
        EnrolmentView view = EnrolmentView.of(enrolment, locale);
        return switch (enrolment.state()) {
            case ACTIVE, REPLACED, WITHDRAWN -> ResponseEntity.ok(view);
            case PENDING ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/pensioners/" + ref + "/enrolment"))
                        .body(view);
            case REFUSED ->
                throw new ApiProblem(ProblemCode.PHOTO_UNFIT)
                        .with("enrolmentId", enrolment.id())
                        .with("reasons", view.reasons());
            case FAILED ->
                throw new ApiProblem(ProblemCode.TEMPORARILY_UNAVAILABLE).with("enrolmentId", enrolment.id());
        };
    }

    private byte[] read(HttpServletRequest request) throws IOException {
        int limit = Math.toIntExact(properties.maxPhoto().toBytes());
        byte[] photo = request.getInputStream().readNBytes(limit + 1);
        if (photo.length > limit) {
            throw new ApiProblem(ProblemCode.TOO_LARGE).with("maxBytes", limit);
        }
        return photo;
    }
}
