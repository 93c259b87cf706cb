package org.proofoflife.verification.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.proofoflife.verification.FaceTemplate;

/** Face templates as bytes, before they are encrypted: format, matchers, and per matcher its id and its numbers. */
public final class TemplateCodec {

    private static final int FORMAT = 1;
    private static final int MAX_MATCHERS = 16;
    private static final int MAX_LENGTH = 16_384;

    private TemplateCodec() {}

    public static byte[] encode(FaceTemplate template) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            // Sorted, so that the same template always makes the same bytes.
            Map<String, float[]> sorted = new TreeMap<>(template.embeddings());
            out.writeByte(sorted.size());
            for (Map.Entry<String, float[]> entry : sorted.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                for (float value : entry.getValue()) {
                    out.writeFloat(value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if these are not the bytes of a template; the message holds none of them */
    public static FaceTemplate decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException("Face template of unknown format " + format);
            }
            Map<String, float[]> embeddings = new HashMap<>();
            int matchers = within(in.readUnsignedByte(), MAX_MATCHERS);
            for (int i = 0; i < matchers; i++) {
                String matcher = in.readUTF();
                float[] values = new float[within(in.readInt(), MAX_LENGTH)];
                for (int k = 0; k < values.length; k++) {
                    values[k] = in.readFloat();
                }
                embeddings.put(matcher, values);
            }
            return new FaceTemplate(embeddings);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a face template", e);
        }
    }

    private static int within(int value, int limit) {
        if (value < 0 || value > limit) {
            throw new IllegalArgumentException("Not a face template");
        }
        return value;
    }
}
