package org.proofoflife.storage.messages;

import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages as JSON. Unknown fields are ignored, an unknown version or a missing field is refused. */
public final class MessageCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private MessageCodec() {}

    public static String encode(WorkMessage message) {
        return JSON.writeValueAsString(message);
    }

    /** @throws UnreadableMessageException if no retry would help */
    public static <T extends WorkMessage> T decode(byte[] body, Route route, Class<T> type) {
        try {
            JsonNode tree = JSON.readTree(body);
            int version = tree.path("version").asInt(0);
            if (version != route.version()) {
                throw new UnreadableMessageException(
                        "Message " + id(tree) + " on " + route.key() + " has format " + version + ", known is "
                                + route.version(),
                        null);
            }
            return JSON.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new UnreadableMessageException(
                    "A message on " + route.key() + " is not a " + type.getSimpleName(), e);
        }
    }

    /** Only a well-formed id may reach a log. */
    private static String id(JsonNode tree) {
        try {
            return UUID.fromString(tree.path("messageId").asString("")).toString();
        } catch (IllegalArgumentException e) {
            return "without id";
        }
    }
}
