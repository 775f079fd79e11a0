package io.switchhook.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One HTTP request of an Interactions Webhook with a body of 1 KiB, used again and again: only ids and signature change, in their
 * places, so that making one costs little more than the HMAC.
 */
final class SignedRequest {
    static final int BODY_BYTES = 1024;

    private static final int ID_LENGTH = 24;
    private static final String ID = "0".repeat(ID_LENGTH);
    private static final int SIGNATURE_LENGTH = 40;
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;
    private final int body;
    private final int signature;
    private final int operationId;
    private final int interactionId;
    private final Mac mac;

    /** @param queue the member {@code queueId} of the interaction, which triggers look at */
    SignedRequest(URI target, String secret, String queue) {
        String content = body(queue);
        String head = "POST " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY_BYTES + "\r\nX-Hub-Signature: sha1="
                + "0".repeat(SIGNATURE_LENGTH) + "\r\n\r\n";
        bytes = (head + content).getBytes(US_ASCII);
        body = head.length();
        signature = head.indexOf("sha1=") + "sha1=".length();
        operationId = body + content.indexOf(ID);
        interactionId = body + content.lastIndexOf(ID);
        mac = hmac(secret);
    }

    private static String body(String queue) {
        String text = """
                {"operationId":"%s","data":{"entities":[{"event":"STARTED","entity":{"id":"%s","mediaType":"chat",\
                "queueId":"%s","direction":"INBOUND","subject":"Question about an order","priority":50,"waiting":true,\
                "participants":[{"id":"p-1","type":"CUSTOMER","nickname":"Ada"},{"id":"p-2","type":"AGENT","nickname":"Lin"}],\
                "attributes":{"language":"en","segment":"gold","page":"/orders/4711"},"note":"%s"}}]}}""";
        String empty = text.formatted(ID, ID, queue, "");
        return text.formatted(ID, ID, queue, "x".repeat(BODY_BYTES - empty.length()));
    }

    /**
     * The request about an event and interaction of this number, to be sent before the next is asked for.
     *
     * @param run tells apart what several processes send, 8 characters
     */
    ByteBuffer numbered(String run, long number) {
        String id = "%s-%s".formatted(run, HEX.toHexDigits(number).substring(1));
        byte[] text = id.getBytes(US_ASCII);
        System.arraycopy(text, 0, bytes, operationId, ID_LENGTH);
        System.arraycopy(text, 0, bytes, interactionId, ID_LENGTH);
        mac.update(bytes, body, BODY_BYTES);
        byte[] digest = HEX.formatHex(mac.doFinal()).getBytes(US_ASCII);
        System.arraycopy(digest, 0, bytes, signature, SIGNATURE_LENGTH);
        return ByteBuffer.wrap(bytes);
    }

    private static Mac hmac(String secret) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA1");
            hmac.init(new SecretKeySpec(secret.getBytes(US_ASCII), "HmacSHA1"));
            return hmac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA1", e);
        }
    }
}
