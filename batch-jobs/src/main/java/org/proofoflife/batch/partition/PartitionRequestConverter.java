package org.proofoflife.batch.partition;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.support.converter.MessageConversionException;
import org.springframework.amqp.support.converter.MessageConverter;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A request for a partition on the wire: versioned JSON with ids, no serialised Java. */
final class PartitionRequestConverter implements MessageConverter {

    private static final int VERSION = 1;

    private record Wire(int version, String step, long stepExecutionId) {}

    private final JsonMapper json;

    PartitionRequestConverter(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Message toMessage(Object object, MessageProperties properties) {
        StepExecutionRequest request = (StepExecutionRequest) object;
        properties.setContentType(MessageProperties.CONTENT_TYPE_JSON);
        properties.setDeliveryMode(MessageDeliveryMode.PERSISTENT);
        return new Message(
                json.writeValueAsBytes(new Wire(VERSION, request.getStepName(), request.getStepExecutionId())),
                properties);
    }

    @Override
    public Object fromMessage(Message message) {
        try {
            Wire wire = json.readValue(message.getBody(), Wire.class);
            if (wire.version() != VERSION) {
                throw new MessageConversionException("A partition request of version " + wire.version());
            }
            return new StepExecutionRequest(wire.step(), wire.stepExecutionId());
        } catch (JacksonException e) {
            throw new MessageConversionException("Not a partition request", e);
        }
    }
}
