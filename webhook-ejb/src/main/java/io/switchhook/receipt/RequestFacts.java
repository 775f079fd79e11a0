package io.switchhook.receipt;

import io.switchhook.request.Headers;
import java.time.Instant;
import java.util.Set;

/**
 * What a receipt is made of.
 *
 * @param source name of the source it reached
 * @param client the caller's network address
 * @param headers as they were sent; they may hold secrets
 * @param secretHeaders names, in lower case, of those in which the source looks for proof
 * @param size of the body in bytes, as declared where it was not read; negative if that is not known
 * @param secretPosition which of the source's secrets matched, from 1; 0 if none did
 * @param receivedAt when it was here
 */
public record RequestFacts(
        String source,
        String client,
        Headers headers,
        Set<String> secretHeaders,
        long size,
        int secretPosition,
        Instant receivedAt) {

    /** The same request, verified by the secret at this position. */
    public RequestFacts verifiedBy(int position) {
        return new RequestFacts(source, client, headers, secretHeaders, size, position, receivedAt);
    }
}
