package org.proofoflife.ingest.webpages;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the session of a request to {@code /web/...} and makes it the principal. A changing request counts as the
 * session's own only when it repeats the token that pages of this site alone know.
 */
class SessionFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final WebSessions sessions;

    SessionFilter(WebSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SessionKind kind = kindOf(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (kind != null) {
            Optional<WebSession> session =
                    SessionCookies.read(request, kind).flatMap(token -> sessions.use(kind, token));
            session.filter(found -> SAFE.contains(request.getMethod()) || repeatsCsrf(request, found))
                    .ifPresent(SessionFilter::authenticate);
        }
        chain.doFilter(request, response);
    }

    private static boolean repeatsCsrf(HttpServletRequest request, WebSession session) {
        String token = request.getHeader("X-CSRF-Token");
        return token != null
                && MessageDigest.isEqual(token.getBytes(UTF_8), session.csrf().getBytes(UTF_8));
    }

    private static void authenticate(WebSession session) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                session, null, List.of(new SimpleGrantedAuthority("ROLE_" + session.kind()))));
        SecurityContextHolder.setContext(context);
    }

    private static @Nullable SessionKind kindOf(String path) {
        if (path.startsWith("/web/self-service/")) {
            return SessionKind.SELF_SERVICE;
        }
        if (path.startsWith("/web/centre/")) {
            return SessionKind.CENTRE;
        }
        return path.startsWith("/web/console/") ? SessionKind.CONSOLE : null;
    }
}
