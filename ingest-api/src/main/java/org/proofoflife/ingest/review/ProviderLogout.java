package org.proofoflife.ingest.review;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Where a session that began at an identity provider is to be ended as well. */
public interface ProviderLogout {

    /**
     * Asked once, while a session is being ended.
     *
     * @param sessionToken of the session
     * @return where the browser has to go next; null where the session's end here is all there is to do
     */
    @Nullable
    String address(HttpServletRequest request, HttpServletResponse response, String sessionToken);
}
