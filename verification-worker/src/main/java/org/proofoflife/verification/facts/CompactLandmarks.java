package org.proofoflife.verification.facts;

import java.nio.ByteBuffer;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * Landmarks in JSON: Base64 of 16-bit big-endian numbers in sixteenths of a pixel, a quarter of what the digits would
 * take. {@link #round} makes them such numbers in the first place, so that a stored observation is the one judged.
 */
public final class CompactLandmarks {

    private static final float STEPS = 16;

    private CompactLandmarks() {}

    /** To sixteenths of a pixel, within -2048 to 2047. */
    public static float[] round(float[] landmarks) {
        float[] rounded = new float[landmarks.length];
        for (int i = 0; i < landmarks.length; i++) {
            rounded[i] = steps(landmarks[i]) / STEPS;
        }
        return rounded;
    }

    private static short steps(float pixels) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(pixels * STEPS)));
    }

    static final class Writer extends ValueSerializer<float[]> {
        @Override
        public void serialize(float[] landmarks, JsonGenerator json, SerializationContext context) {
            ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * landmarks.length);
            for (float landmark : landmarks) {
                bytes.putShort(steps(landmark));
            }
            json.writeString(Base64.getEncoder().encodeToString(bytes.array()));
        }
    }

    static final class Reader extends ValueDeserializer<float[]> {
        @Override
        public float[] deserialize(JsonParser json, DeserializationContext context) {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(json.getString()));
            float[] landmarks = new float[bytes.remaining() / Short.BYTES];
            for (int i = 0; i < landmarks.length; i++) {
                landmarks[i] = bytes.getShort() / STEPS;
            }
            return landmarks;
        }
    }
}
