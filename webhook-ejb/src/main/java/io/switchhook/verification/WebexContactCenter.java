package io.switchhook.verification;

import io.switchhook.jsonpath.MemberPath;
import io.switchhook.request.HookRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Scheme {@code webex-cc}: {@code X-WebexCC-Signature}, the HMAC-SHA256 of the body in hex.
 *
 * <p>Version 2 sends a time in {@code X-WebExCC-Timestamp} and, signed, in the body's member {@code comciscotimestamp}. The member
 * decides, whatever the header says or whether somebody took it away; a header that differs from it is refused. Version 1 signs no time.
 *
 * @see <a href="https://developer.webex.com/webex-contact-center/docs/webhooks">Webex Contact Center, Webhooks</a>
 */
public final class WebexContactCenter implements Verification {
    /** Name of the header that holds the signature. */
    public static final String SIGNATURE = "X-WebexCC-Signature";

    private static final String TIMESTAMP = "X-WebExCC-Timestamp";
    private static final String MEMBER = "comciscotimestamp";
    private static final MemberPath PATH = new MemberPath(List.of(MEMBER));

    private final Hmac signature;
    private final ReplayWindow window;

    /**
     * @param secrets any of them may match
     * @param tolerance how far the time of version 2 may be away, either way
     * @throws IllegalArgumentException if there is no secret, or an empty one
     */
    public WebexContactCenter(List<String> secrets, Duration tolerance) {
        this.signature = new Hmac(
                HmacScheme.ofBody(SIGNATURE, HmacAlgorithm.SHA256, DigestEncoding.HEX, new SignatureForm.Listed("")),
                Hmac.bytes(secrets));
        this.window = new ReplayWindow(TimestampFormat.MILLIS, tolerance);
    }

    @Override
    public Result verify(HookRequest request) {
        Result result = signature.verify(request);
        if (result instanceof Rejected) {
            return result;
        }
        try {
            checkTime(request);
        } catch (Unproven unproven) {
            return unproven.rejected();
        }
        return result;
    }

    private void checkTime(HookRequest request) throws Unproven {
        List<String> signed = BodyMember.find(request.body(), PATH).orElse(List.of());
        boolean sent = !request.headers().all(TIMESTAMP).isEmpty();
        if (signed.size() > 1) {
            throw new Unproven("repeated-timestamp", "The body has member " + MEMBER + " more than once.");
        }
        if (!signed.isEmpty()) {
            window.check(signed.get(0), "member " + MEMBER, request.receivedAt());
        }
        if (sent && !signed.contains(OneHeader.read(request.headers(), TIMESTAMP, "timestamp"))) {
            throw new Unproven(
                    "wrong-timestamp",
                    "The time in header " + TIMESTAMP + " is not that in member " + MEMBER
                            + " of the body, which alone is signed.");
        }
    }

    @Override
    public Set<String> secretHeaders() {
        return signature.secretHeaders();
    }

    @Override
    public String toString() {
        return "webex-cc, " + signature;
    }
}
