package org.proofoflife.ingest.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Which URLs of channels are called, so that a webhook cannot be pointed at the bureau's inside. Addresses are judged
 * where they are resolved for the connection itself: a name that resolves differently the second time gains nothing.
 */
final class CallableHosts implements Dns {

    private final WebhookProperties rules;
    private final Dns resolver;

    CallableHosts(WebhookProperties rules, Dns resolver) {
        this.rules = rules;
        this.resolver = resolver;
    }

    /** @throws UnknownHostException if the URL may not be called */
    void require(HttpUrl url) throws UnknownHostException {
        if (!url.isHttps() && !rules.allowPlainHttp()) {
            throw new UnknownHostException("Only https is called");
        }
        if (!rules.allowedHosts().isEmpty() && !rules.allowedHosts().contains(url.host())) {
            throw new UnknownHostException("The host is not on the list of allowed hosts");
        }
        // OkHttp does not ask a Dns for literal addresses.
        lookup(url.host());
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> callable =
                resolver.lookup(host).stream().filter(this::isCallable).toList();
        if (callable.isEmpty()) {
            throw new UnknownHostException("The host has no address that may be called");
        }
        return callable;
    }

    private boolean isCallable(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return rules.allowLoopback();
        }
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        return rules.allowPrivateAddresses() || !isPrivate(address);
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            // fc00::/7 unique local; 64:ff9b::/96 would lead to IPv4 addresses behind a translator.
            return address.isSiteLocalAddress()
                    || (bytes[0] & 0xfe) == 0xfc
                    || (bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b);
        }
        // Carrier-grade NAT 100.64/10 and "this network" 0/8 besides 10/8, 172.16/12 and 192.168/16.
        return address.isSiteLocalAddress() || bytes[0] == 0 || ((bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64);
    }
}
