package org.proofoflife.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A small OpenID provider: discovery, keys and the token endpoint with client secret and PKCE; logins are granted by tests. */
public final class TestIssuer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String CLIENT = "console-under-test";
    private static final String SECRET = "secret-of-the-client";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Grant> GRANTS = new ConcurrentHashMap<>();
    private static final RSAKey KEY = key();
    private static final HttpServer SERVER = start();

    /** @param challenge of the code verifier, S256 */
    private record Grant(String challenge, String idToken) {}

    /** What an ID token says; tests change one thing at a time. */
    record Claims(
            String subject,
            String login,
            List<String> groups,
            String nonce,
            String audience,
            Instant expires,
            boolean signedByUs) {

        static Claims of(String subject, String login, String nonce, String... groups) {
            return new Claims(
                    subject,
                    login,
                    List.of(groups),
                    nonce,
                    CLIENT,
                    Instant.now().plusSeconds(300),
                    true);
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "ingest.console.oidc.issuer-uri=" + uri(),
                        "ingest.console.oidc.client-id=" + CLIENT,
                        "ingest.console.oidc.client-secret=" + SECRET,
                        "ingest.console.oidc.roles-claim=realm_access.roles",
                        "ingest.console.oidc.roles.pension-review=REVIEWER",
                        "ingest.console.oidc.roles.pension-approve=APPROVER")
                .applyTo(context);
    }

    static String uri() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort();
    }

    /** The code with which the browser is sent back. */
    static String grant(String challenge, Claims claims) {
        String code = UUID.randomUUID().toString();
        GRANTS.put(code, new Grant(challenge, sign(claims)));
        return code;
    }

    private static String sign(Claims claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(uri())
                            .subject(claims.subject())
                            .audience(claims.audience())
                            .issueTime(Date.from(claims.expires().minusSeconds(600)))
                            .expirationTime(Date.from(claims.expires()))
                            .claim("nonce", claims.nonce())
                            .claim("preferred_username", claims.login())
                            .claim("name", "Reviewer " + claims.login())
                            .claim("realm_access", Map.of("roles", claims.groups()))
                            .build());
            token.sign(new RSASSASigner(claims.signedByUs() ? KEY : key()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("issuer").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/.well-known/openid-configuration", call -> answer(call, 200, discovery()));
            server.createContext("/keys", call -> answer(call, 200, new JWKSet(KEY.toPublicJWK()).toJSONObject()));
            server.createContext("/token", TestIssuer::token);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> discovery() {
        return Map.of(
                "issuer",
                uri(),
                "authorization_endpoint",
                uri() + "/authorize",
                "token_endpoint",
                uri() + "/token",
                "jwks_uri",
                uri() + "/keys",
                "end_session_endpoint",
                uri() + "/logout",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private static void token(HttpExchange call) throws IOException {
        Map<String, String> form = Arrays.stream(
                        new String(call.getRequestBody().readAllBytes(), UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
        Grant grant = GRANTS.remove(form.getOrDefault("code", ""));
        String client = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(DigestUtils.sha256(
                        form.getOrDefault("code_verifier", "").getBytes(US_ASCII)));
        if (grant == null
                || !client.equals(call.getRequestHeaders().getFirst("Authorization"))
                || !challenge.equals(grant.challenge())) {
            answer(call, 400, Map.of("error", "invalid_grant"));
            return;
        }
        answer(
                call,
                200,
                Map.of(
                        "access_token",
                        UUID.randomUUID().toString(),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        grant.idToken()));
    }

    private static void answer(HttpExchange call, int status, Object body) throws IOException {
        byte[] content = JSON.writeValueAsBytes(body);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, content.length);
        call.getResponseBody().write(content);
        call.close();
    }
}
