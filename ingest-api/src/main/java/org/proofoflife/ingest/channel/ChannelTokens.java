package org.proofoflife.ingest.channel;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.channel.Channel;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/**
 * An access token of the client-credentials grant as a channel. The client id must be a channel that is registered and
 * not disabled, and a scope counts only if both the token and the registration have it.
 */
final class ChannelTokens implements Converter<Jwt, AbstractAuthenticationToken> {

    private final Channels channels;

    ChannelTokens(Channels channels) {
        this.channels = channels;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        Channel channel = channels.find(clientId(token))
                .orElseThrow(() -> new OAuth2AuthenticationException(
                        BearerTokenErrors.invalidToken("The client is not a registered channel")));
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Scope scope : channel.scopes()) {
            if (granted(token).contains(scope.text())) {
                scopes.add(scope);
            }
        }
        return ChannelAuthentication.of(channel, scopes);
    }

    // client_id is RFC 9068's claim, azp is what Keycloak and others wrote before it.
    private static String clientId(Jwt token) {
        String clientId = token.getClaimAsString("client_id");
        clientId = clientId == null ? token.getClaimAsString("azp") : clientId;
        return clientId == null ? String.valueOf(token.getSubject()) : clientId;
    }

    private static Collection<String> granted(Jwt token) {
        @Nullable Object scope = token.getClaim("scope");
        if (scope instanceof String text) {
            return List.of(text.split(" "));
        }
        List<String> list = token.getClaimAsStringList(scope == null ? "scp" : "scope");
        return list == null ? List.of() : list;
    }
}
