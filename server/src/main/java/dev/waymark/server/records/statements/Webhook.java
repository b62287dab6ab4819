package dev.waymark.server.records.statements;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message to a subscriber, signed as <a href="https://www.standardwebhooks.com/">Standard Webhooks</a> says.
 *
 * @param id kept when the message is sent again, so that a subscriber counts it once
 */
public record Webhook(String id, Instant timestamp, String body) {
    private static final int SECRET_BYTES = 32;

    public Webhook {
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("not the id of a message: " + id);
        }
    }

    /** Both secrets sign while one replaces the other. */
    public Map<String, String> headers(List<Secret> secrets) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp.getEpochSecond()));
        headers.put("webhook-signature", secrets.stream().map(this::signature).collect(Collectors.joining(" ")));
        headers.put("content-type", "application/json");
        return headers;
    }

    private String signature(Secret secret) {
        String content = id + "." + timestamp.getEpochSecond() + "." + body;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.base64()), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a subscriber and we share, 24 to 64 random bytes. */
    public record Secret(String base64) {
        private static final String PREFIX = "whsec_";

        public Secret {
            int length = Base64.getDecoder().decode(base64).length;
            if (length < 24 || length > 64) {
                throw new IllegalArgumentException("a webhook secret has 24 to 64 bytes");
            }
        }

        public static Secret parse(String text) {
            if (!text.startsWith(PREFIX)) {
                throw new IllegalArgumentException("a webhook secret starts with " + PREFIX);
            }
            return new Secret(text.substring(PREFIX.length()));
        }

        public static Secret generate(SecureRandom random) {
            byte[] bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            return new Secret(Base64.getEncoder().encodeToString(bytes));
        }

        public String text() {
            return PREFIX + base64;
        }

        @Override
        public String toString() {
            return PREFIX + "…";
        }
    }
}
