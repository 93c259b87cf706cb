package org.proofoflife.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers of the one-machine installation keep what they were given. */
class PersistentServersTest {

    @TempDir
    Path folder;

    @Test
    void postgresKeepsItsRowsAndAsksForThePassword() throws SQLException {
        try (PostgresServer server = PostgresServer.persistent(folder, "first secret")) {
            try (java.sql.Connection connection = server.database("kept").connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table thing as select 42 as answer");
            }
        }
        try (PostgresServer server = PostgresServer.persistent(folder, "first secret")) {
            DatabaseAccess database = server.database("kept");
            try (java.sql.Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select answer from thing")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
            assertThatThrownBy(() -> new DatabaseAccess(database.url(), database.user(), "guess").connect())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void postgresThatDoesNotStartSaysWhy() throws IOException {
        Path file = Files.createDirectories(folder.resolve("data")).resolve("somebody-elses");
        Files.createFile(file);
        assertThatThrownBy(() -> PostgresServer.persistent(folder, "secret"))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("exists but is not empty");
    }

    @Test
    void qpidKeepsQueuesAndPersistentMessages() throws Exception {
        try (QpidBroker broker = QpidBroker.persistent(folder, "secret")) {
            try (Connection connection = connect(broker.uri());
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("kept", true, false, false, null);
                channel.confirmSelect();
                channel.basicPublish(
                        "", "kept", MessageProperties.PERSISTENT_BASIC, "hello".getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(10_000);
            }
        }
        try (QpidBroker broker = QpidBroker.persistent(folder, "secret");
                Connection connection = connect(broker.uri());
                Channel channel = connection.createChannel()) {
            GetResponse message = channel.basicGet("kept", true);
            assertThat(message).isNotNull();
            assertThat(new String(message.getBody(), StandardCharsets.UTF_8)).isEqualTo("hello");
        }
    }

    @Test
    void qpidRefusesAWrongPassword() throws Exception {
        try (QpidBroker broker = QpidBroker.persistent(folder, "secret")) {
            assertThatThrownBy(() -> connect(broker.uri().replace(":secret@", ":guess@")))
                    .isInstanceOf(IOException.class);
        }
    }

    private static Connection connect(String uri) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(uri);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }
}
