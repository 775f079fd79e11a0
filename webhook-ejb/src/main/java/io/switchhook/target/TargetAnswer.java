package io.switchhook.target;

import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/**
 * What a target answered.
 *
 * @param status 200 and more
 * @param retryAfter value of the header of this name
 * @param body as much of it as may be kept, decompressed
 * @param truncated whether there was more
 */
public record TargetAnswer(int status, Optional<String> retryAfter, Content body, boolean truncated) {

    /** Status and its usual phrase, for example {@code 503 Service Unavailable}; never what the target wrote there. */
    public String statusLine() {
        String phrase = status < 100 || status > 599
                ? null
                : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ENGLISH);
        return phrase == null ? Integer.toString(status) : status + " " + phrase;
    }
}
