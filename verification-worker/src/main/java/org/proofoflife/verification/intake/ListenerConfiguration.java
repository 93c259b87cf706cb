package org.proofoflife.verification.intake;

import org.proofoflife.storage.messages.DeadLetters;
import org.proofoflife.storage.messages.JudgeEnrolment;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.Topology;
import org.proofoflife.storage.messages.VerifySubmission;
import org.proofoflife.storage.messages.WorkMessage;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.MissingQueueEvent;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.backoff.ExponentialBackOff;

/** The competing consumers. */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

    /** Status of a worker that ended because it cannot work here: whoever supervises it starts it again. */
    private static final int UNFIT = 3;

    @Bean
    SimpleMessageListenerContainer submissionListener(
            ConnectionFactory connections,
            Topology topology,
            SubmissionHandler handler,
            DeadLetters deadLetters,
            WorkerProperties properties,
            ConfigurableApplicationContext context) {
        return container(
                connections,
                topology,
                properties,
                properties.slots(),
                Route.VERIFICATION_SUBMIT,
                listener(Route.VERIFICATION_SUBMIT, VerifySubmission.class, handler, deadLetters, properties, context));
    }

    @Bean
    SimpleMessageListenerContainer enrolmentListener(
            ConnectionFactory connections,
            Topology topology,
            EnrolmentHandler handler,
            DeadLetters deadLetters,
            WorkerProperties properties,
            ConfigurableApplicationContext context) {
        return container(
                connections,
                topology,
                properties,
                1,
                Route.ENROLMENT_JUDGE,
                listener(Route.ENROLMENT_JUDGE, JudgeEnrolment.class, handler, deadLetters, properties, context));
    }

    /** Somebody deleted it: the topology is otherwise declared when a connection is made. */
    @Bean
    ApplicationListener<MissingQueueEvent> missingQueue(AmqpAdmin admin) {
        return event -> admin.initialize();
    }

    @Bean
    Sweeper.QueueDepth queueDepth(AmqpAdmin admin, Topology topology) {
        return route -> {
            QueueInformation queue = admin.getQueueInfo(topology.queue(route));
            if (queue == null) {
                throw new AmqpException("No queue for " + route.key());
            }
            return queue.getMessageCount();
        };
    }

    /** Consumers that lost the broker come back within half a minute of it. */
    private static ExponentialBackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(1_000, 2);
        backOff.setMaxInterval(30_000);
        return backOff;
    }

    private static void end(ConfigurableApplicationContext context, WorkerProperties properties) {
        int status = SpringApplication.exit(context, () -> UNFIT);
        if (properties.ownProcess()) {
            System.exit(status);
        }
    }

    private static <T extends WorkMessage> WorkListener<T> listener(
            Route route,
            Class<T> type,
            WorkHandler<T> handler,
            DeadLetters deadLetters,
            WorkerProperties properties,
            ConfigurableApplicationContext context) {
        // The listener's own thread cannot wait for the end of the container that it belongs to.
        Runnable stopWorker = () -> new Thread(() -> end(context, properties), "stop-worker").start();
        return new WorkListener<>(route, type, handler, deadLetters, properties.redeliveryPause(), stopWorker);
    }

    private static SimpleMessageListenerContainer container(
            ConnectionFactory connections,
            Topology topology,
            WorkerProperties properties,
            int consumers,
            Route route,
            WorkListener<?> listener) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections) {
            @Override
            protected void doShutdown() {
                listener.stop();
                super.doShutdown();
            }
        };
        container.setQueueNames(topology.queue(route));
        container.setConcurrentConsumers(consumers);
        // A judgement takes seconds: whatever one consumer held in reserve, another would do sooner.
        container.setPrefetchCount(1);
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setMessageListener(listener);
        container.setShutdownTimeout(properties.drain().toMillis());
        container.setMissingQueuesFatal(false);
        // Looking for the queues before every start of a consumer fills the log while the broker is away.
        container.setAutoDeclare(false);
        container.setRecoveryBackOff(backOff());
        container.setListenerId(route.key());
        return container;
    }
}
