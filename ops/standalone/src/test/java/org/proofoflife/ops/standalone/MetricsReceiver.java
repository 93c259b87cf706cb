package org.proofoflife.ops.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what is sent by OTLP while it is open; every application of this JVM that starts meanwhile sends it here. */
final class MetricsReceiver implements AutoCloseable {

    private static final String ENABLED = "POL_METRICS";
    private static final String URL = "POL_METRICS_URL";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    MetricsReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/metrics", exchange -> {
            // Protocol buffers keep names as they are.
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.setProperty(ENABLED, "true");
        System.setProperty(URL, "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics");
    }

    List<String> received() {
        return received;
    }

    @Override
    public void close() {
        System.clearProperty(ENABLED);
        System.clearProperty(URL);
        server.stop(0);
    }
}
