package org.proofoflife.verification.record;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.proofoflife.verification.FaceTemplate;

/**
 * Faces of cases as bytes, before they are encrypted. A search reads them all, so they are kept at eight bits a value, a
 * quarter of {@link TemplateCodec}'s: format, matchers, and per matcher its id, its length, its scale and its values.
 */
public final class CaseFaceCodec {

    private static final byte FORMAT = 1;
    private static final int LARGEST = 127;

    private CaseFaceCodec() {}

    public static byte[] encode(FaceTemplate template) {
        // Sorted, so that the same template always makes the same bytes.
        Map<String, float[]> sorted = new TreeMap<>(template.embeddings());
        int size = 2;
        for (Map.Entry<String, float[]> entry : sorted.entrySet()) {
            size += 1 + id(entry.getKey()).length + 2 + Float.BYTES + entry.getValue().length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(FORMAT).put((byte) sorted.size());
        sorted.forEach((matcher, values) -> {
            byte[] id = id(matcher);
            float scale = scale(values);
            out.put((byte) id.length).put(id).putShort((short) values.length).putFloat(scale);
            for (float value : values) {
                out.put((byte) (scale == 0 ? 0 : Math.round(value / scale)));
            }
        });
        return out.array();
    }

    /** @throws IllegalArgumentException if these are not the bytes of a face; the message holds none of them */
    public static FaceTemplate decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != FORMAT) {
                throw new IllegalArgumentException("Face of a case of unknown format");
            }
            Map<String, float[]> embeddings = new HashMap<>();
            int matchers = Byte.toUnsignedInt(in.get());
            for (int i = 0; i < matchers; i++) {
                byte[] id = new byte[Byte.toUnsignedInt(in.get())];
                in.get(id);
                float[] values = new float[Short.toUnsignedInt(in.getShort())];
                float scale = in.getFloat();
                for (int k = 0; k < values.length; k++) {
                    values[k] = in.get() * scale;
                }
                embeddings.put(new String(id, StandardCharsets.UTF_8), values);
            }
            return new FaceTemplate(embeddings);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("Not the face of a case", e);
        }
    }

    private static byte[] id(String matcher) {
        byte[] id = matcher.getBytes(StandardCharsets.UTF_8);
        if (id.length > 255) {
            throw new IllegalArgumentException("A matcher's id of " + id.length + " bytes");
        }
        return id;
    }

    private static float scale(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest / LARGEST;
    }
}
