package org.proofoflife.ops.embedded;

/** An AMQP 0-9-1 broker on this machine, listening on the loopback interface only. */
public interface BrokerServer extends AutoCloseable {

    /** Where to connect, with user and password: {@code amqp://user:password@127.0.0.1:port[/vhost]}. */
    String uri();

    @Override
    void close();
}
