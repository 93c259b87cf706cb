package org.proofoflife.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestServicesTest {

    @Test
    void everyFreshDatabaseIsACopyOfItsTemplateAndPreparedOnce() throws SQLException {
        AtomicInteger prepared = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            DatabaseAccess database = TestServices.freshDatabase("counted", fresh -> {
                prepared.incrementAndGet();
                execute(fresh, "create table copied as select 1 as n");
            });
            execute(database, "insert into copied values (2)");
            try (java.sql.Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from copied")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
        assertThat(prepared).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rabbitmq", "qpid"})
    void brokersAcceptConnections(String kind) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(kind.equals("qpid") ? TestServices.qpidUri() : TestServices.rabbitMqUri());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            // RabbitMQ refuses what it does not know; the embedded broker ignores it.
            channel.queueDeclare("quorum-" + kind, true, false, false, Map.of("x-queue-type", "quorum"));
            assertThat(channel.messageCount("quorum-" + kind)).isZero();
        }
    }

    @Test
    void theObjectStoreRefusesAnUnsignedRequest() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(TestServices.objectStore().endpoint() + "/bucket"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
    }

    private static void execute(DatabaseAccess database, String sql) {
        try (java.sql.Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
