package org.proofoflife.batch.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns {@code Authorization: Bearer TOKEN} into an authentication named {@code user:ID}. Whoever the console confines to a
 * region is refused: nothing here is confined.
 */
class TokenFilter extends OncePerRequestFilter {

    private static final String PREFIX = "Bearer ";
    private static final String CONFINED = """
            {"type":"urn:proof-of-life:problem:REGION_CONFINED","title":"Forbidden","status":403,"code":"REGION_CONFINED",\
            "detail":"The account is confined to a region, which this interface does not know"}""";

    private final Accounts accounts;
    private final JdbcClient jdbc;

    TokenFilter(Accounts accounts, JdbcClient jdbc) {
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith(PREFIX)) {
            Account account =
                    accounts.byToken(header.substring(PREFIX.length())).orElse(null);
            if (account != null && confined(account)) {
                response.setStatus(HttpStatus.FORBIDDEN.value());
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getOutputStream().write(CONFINED.getBytes(UTF_8));
                return;
            }
            if (account != null) {
                authenticate(account);
            }
        }
        chain.doFilter(request, response);
    }

    private static void authenticate(Account account) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                "user:" + account.id(), null, List.of(new SimpleGrantedAuthority("ROLE_" + account.role()))));
        SecurityContextHolder.setContext(context);
    }

    private boolean confined(Account account) {
        return jdbc.sql("select exists (select from console_account where login = :login and region is not null)")
                .param("login", account.id())
                .query(Boolean.class)
                .single();
    }
}
