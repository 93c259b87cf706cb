import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a notice is genuine and fresh: the body on standard input, exit code 0 or 1. Needs Java 17, nothing else.
 *
 * <p>usage: POL_WEBHOOK_SECRET=... java VerifyWebhook.java 't=1700000000,v1=...' [NOW] &lt;body.json
 */
public class VerifyWebhook {

    static final Pattern HEADER = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

    /** @param body the bytes as they came, before any parsing; @param now seconds since 1970 */
    static boolean isGenuine(String secret, String header, byte[] body, long now) throws Exception {
        Matcher parts = HEADER.matcher(header);
        // Five minutes: a captured notice cannot be played back later.
        if (!parts.matches() || Math.abs(now - Long.parseLong(parts.group(1))) > 300) {
            return false;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        mac.update((parts.group(1) + ".").getBytes(UTF_8));
        return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(parts.group(2)));
    }

    public static void main(String[] args) throws Exception {
        long now = args.length > 1 ? Long.parseLong(args[1]) : System.currentTimeMillis() / 1000;
        boolean genuine =
                isGenuine(System.getenv("POL_WEBHOOK_SECRET"), args[0], System.in.readAllBytes(), now);
        System.exit(genuine ? 0 : 1);
    }
}
