package org.proofoflife.batch.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.proofoflife.storage.Refusal;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Turns {@code Authorization: Bearer TOKEN} into an authentication named {@code user:ID}. Whoever the console confines to a
 * region is refused: nothing here is confined.
 */
class TokenFilter extends OncePerRequestFilter {

    private static final String PREFIX = "Bearer ";

    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final HandlerExceptionResolver problems;

    /** @param problems answers what is refused or fails here as it does for the controllers */
    TokenFilter(Accounts accounts, JdbcClient jdbc, HandlerExceptionResolver problems) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith(PREFIX)) {
            try {
                accounts.byToken(header.substring(PREFIX.length())).ifPresent(this::authenticate);
            } catch (Refusal | DataAccessException e) {
                problems.resolveException(request, response, null, e);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void authenticate(Account account) {
        if (confined(account)) {
            throw Refusal.forbidden(
                    "REGION_CONFINED", "The account is confined to a region, which this interface does not know");
        }
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
