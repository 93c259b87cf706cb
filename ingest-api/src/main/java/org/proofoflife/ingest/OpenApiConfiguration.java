package org.proofoflife.ingest;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.proofoflife.ingest.problem.ProblemCode;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's own description: OpenAPI 3.1 at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static {
        SpringDocUtils.getConfig().replaceWithClass(YearMonth.class, String.class);
    }

    @Bean
    ModelConverter recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenAPI channelApiDescription(@Value("${ingest.oauth2.token-url:}") String tokenUrl) {
        Components components = new Components()
                .addSchemas("Problem", problem())
                .addSecuritySchemes(
                        "apiKey",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key"));
        OpenAPI api = new OpenAPI()
                .info(new Info()
                        .title("Proof of Life 生存认证")
                        .version("v1")
                        .description("Certification of pension eligibility by short video, for channels."
                                + " Errors are RFC 9457 problems with a stable code; texts are Chinese, or English with"
                                + " Accept-Language: en."))
                .components(components)
                .addSecurityItem(new SecurityRequirement().addList("apiKey"));
        if (!tokenUrl.isBlank()) {
            Scopes scopes = new Scopes()
                    .addString("certify", "Open certifications, submit clips, read outcomes")
                    .addString("enrol", "Submit enrolment photos")
                    .addString("admin", "Maintain the roster");
            components.addSecuritySchemes(
                    "oauth2",
                    new SecurityScheme()
                            .type(SecurityScheme.Type.OAUTH2)
                            .flows(new OAuthFlows()
                                    .clientCredentials(
                                            new OAuthFlow().tokenUrl(tokenUrl).scopes(scopes))));
            api.addSecurityItem(new SecurityRequirement().addList("oauth2"));
        }
        return api;
    }

    @Bean
    OperationCustomizer everyOperationMayBeRefused() {
        ApiResponse problem = new ApiResponse()
                .description("Refused, with a stable code")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        return (operation, handler) -> {
            operation.getResponses().addApiResponse("default", problem);
            return operation;
        };
    }

    private static Schema<?> problem() {
        List<String> codes = Arrays.stream(ProblemCode.values()).map(Enum::name).toList();
        StringSchema code = new StringSchema();
        code.setEnum(codes);
        return new ObjectSchema()
                .description("RFC 9457; further members depend on the code")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("code", code);
    }
}
