package org.proofoflife.batch.partition;

import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.integration.partition.BeanFactoryStepLocator;
import org.springframework.batch.integration.partition.MessageChannelPartitionHandler;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.amqp.dsl.Amqp;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.integration.dsl.IntegrationFlow;
import tools.jackson.databind.json.JsonMapper;

/**
 * Partitions as messages on a durable queue. Every process works on it, the one that started the run too. A message is
 * acknowledged when its partition is done, so the partition of a killed process goes to another.
 */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
@EnableConfigurationProperties(PartitionProperties.class)
@ConditionalOnProperty(name = "partition.remote", havingValue = "true")
public class RemotePartitioning {

    @Bean
    Queue partitionQueue(PartitionProperties properties, ConnectionFactory connections) {
        Queue queue = QueueBuilder.durable(properties.queue()).build();
        new RabbitAdmin(connections).declareQueue(queue);
        return queue;
    }

    @Bean
    DirectChannel partitionRequests() {
        return new DirectChannel();
    }

    @Bean
    IntegrationFlow partitionsOut(
            DirectChannel partitionRequests, ConnectionFactory connections, Queue partitionQueue, JsonMapper json) {
        RabbitTemplate template = new RabbitTemplate(connections);
        template.setMessageConverter(new PartitionRequestConverter(json));
        return IntegrationFlow.from(partitionRequests)
                .handle(Amqp.outboundAdapter(template).routingKey(partitionQueue.getName()))
                .get();
    }

    @Bean
    IntegrationFlow partitionsIn(
            ConnectionFactory connections,
            Queue partitionQueue,
            PartitionProperties properties,
            JobRepository repository,
            BeanFactory beans,
            JsonMapper json) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(partitionQueue.getName());
        container.setConcurrentConsumers(properties.threads());
        // One at a time, so that what a slow process has not begun stays for the others.
        container.setPrefetchCount(1);
        container.setAcknowledgeMode(AcknowledgeMode.AUTO);
        BeanFactoryStepLocator steps = new BeanFactoryStepLocator();
        steps.setBeanFactory(beans);
        PartitionWorker worker = new PartitionWorker(repository, steps);
        return IntegrationFlow.from(
                        Amqp.inboundAdapter(container).messageConverter(new PartitionRequestConverter(json)))
                .handle(StepExecutionRequest.class, (request, headers) -> {
                    worker.work(request);
                    return null;
                })
                .get();
    }

    @Bean
    PartitionHandlers remotePartitionHandlers(
            DirectChannel partitionRequests, JobRepository repository, PartitionProperties properties) {
        return (name, step) -> {
            MessageChannelPartitionHandler handler = new MessageChannelPartitionHandler();
            MessagingTemplate template = new MessagingTemplate(partitionRequests);
            handler.setMessagingOperations(template);
            handler.setStepName(name);
            // Without a reply channel the repository is asked: replies would be lost with the process that waits.
            handler.setJobRepository(repository);
            handler.setPollInterval(properties.poll().toMillis());
            handler.setTimeout(properties.timeout().toMillis());
            return initialised(handler);
        };
    }

    /** It is no bean of its own, and only decides to ask the repository when it is told that its settings are complete. */
    private static MessageChannelPartitionHandler initialised(MessageChannelPartitionHandler handler) {
        try {
            handler.afterPropertiesSet();
            return handler;
        } catch (Exception e) {
            throw new IllegalStateException("The partition handler refuses its settings", e);
        }
    }
}
