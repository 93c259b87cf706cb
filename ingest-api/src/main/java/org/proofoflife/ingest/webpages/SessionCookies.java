package org.proofoflife.ingest.webpages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** The cookies that carry session tokens: unreadable for scripts, never sent from another site. */
public final class SessionCookies {

    private SessionCookies() {}

    public static Optional<String> read(HttpServletRequest request, SessionKind kind) {
        return Optional.ofNullable(WebUtils.getCookie(request, kind.cookie())).map(Cookie::getValue);
    }

    public static void set(HttpServletRequest request, HttpServletResponse response, SessionKind kind, String token) {
        write(request, response, kind, token, kind.whole());
    }

    public static void clear(HttpServletRequest request, HttpServletResponse response, SessionKind kind) {
        write(request, response, kind, "", Duration.ZERO);
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, SessionKind kind, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(kind.cookie(), value)
                        .httpOnly(true)
                        // Cameras need a secure context, so all but a browser on the same machine come by HTTPS.
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .path(request.getContextPath() + "/web")
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
