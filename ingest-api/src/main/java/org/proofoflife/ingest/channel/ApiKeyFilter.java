package org.proofoflife.ingest.channel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.problem.ProblemWriter;
import org.proofoflife.storage.channel.Channel;
import org.proofoflife.storage.channel.Channels;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Authenticates a channel by the API key in the header {@code X-API-Key}. */
final class ApiKeyFilter extends OncePerRequestFilter {

    static final String HEADER = "X-API-Key";

    private final Channels channels;
    private final ProblemWriter problems;

    ApiKeyFilter(Channels channels, ProblemWriter problems) {
        this.channels = channels;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (key != null) {
            Optional<Channel> channel = channels.findByApiKey(key);
            if (channel.isEmpty()) {
                problems.write(ProblemCode.UNAUTHENTICATED, request, response);
                return;
            }
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    ChannelAuthentication.of(channel.get(), channel.get().scopes()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
