package org.proofoflife.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallableHostsTest {

    /** Resolves literal addresses, and the one name inside.example to a private one. */
    private static final Dns RESOLVER = host -> List.of(
            host.equals("inside.example")
                    ? InetAddress.getByName("10.1.2.3")
                    : host.endsWith(".example") ? InetAddress.getByName("93.184.216.34") : InetAddress.getByName(host));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://outside.example/hook",
                "https://inside.example/hook",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://172.16.9.9/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https://224.0.0.1/"
            })
    void theInsideIsNotCalled(String url) {
        assertThatThrownBy(() -> hosts(rules(false, false, List.of())).require(HttpUrl.get(url)))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theOutsideIsCalled() {
        assertThatCode(() -> hosts(rules(false, false, List.of())).require(HttpUrl.get("https://outside.example/hook")))
                .doesNotThrowAnyException();
    }

    @Test
    void privateNetworksAreCalledWhereTheOperatorSaysSoButNeverMetadata() {
        CallableHosts hosts = hosts(rules(false, true, List.of()));
        assertThatCode(() -> hosts.require(HttpUrl.get("https://10.0.0.1/"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> hosts.require(HttpUrl.get("https://169.254.169.254/")))
                .isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> hosts.require(HttpUrl.get("https://127.0.0.1/")))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void aListOfHostsExcludesAllOthers() {
        CallableHosts hosts = hosts(rules(true, true, List.of("one.example")));
        assertThatCode(() -> hosts.require(HttpUrl.get("http://one.example/"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> hosts.require(HttpUrl.get("https://two.example/")))
                .isInstanceOf(UnknownHostException.class);
    }

    private static CallableHosts hosts(WebhookProperties rules) {
        return new CallableHosts(rules, RESOLVER);
    }

    private static WebhookProperties rules(boolean http, boolean privately, List<String> hosts) {
        return new WebhookProperties(
                true,
                http,
                privately,
                false,
                hosts,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofHours(6),
                16);
    }
}
