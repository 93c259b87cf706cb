package org.proofoflife.ingest.channel;

import java.util.Collection;
import java.util.Set;
import org.proofoflife.storage.channel.Channel;
import org.proofoflife.storage.channel.Scope;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An authenticated channel with the scopes it may use in this call. */
public final class ChannelAuthentication extends AbstractAuthenticationToken {

    private final String channelId;

    private ChannelAuthentication(String channelId, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.channelId = channelId;
        setAuthenticated(true);
    }

    public static ChannelAuthentication of(Channel channel, Set<Scope> scopes) {
        return new ChannelAuthentication(
                channel.id(),
                scopes.stream()
                        .map(scope -> new SimpleGrantedAuthority(authority(scope)))
                        .toList());
    }

    static String authority(Scope scope) {
        return "SCOPE_" + scope.text();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getPrincipal() {
        return channelId;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof ChannelAuthentication that && channelId.equals(that.channelId);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + channelId.hashCode();
    }
}
