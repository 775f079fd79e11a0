package io.switchhook.limit;

import io.switchhook.network.Networks;
import java.util.Optional;

/**
 * What a source takes beside the size of a body.
 *
 * @param allowFrom clients outside are refused; empty if all may come
 * @param contentTypes others are refused
 * @param rate shared by all requests of the source; empty if there is no limit
 */
public record Limits(Optional<Networks> allowFrom, ContentTypes contentTypes, Optional<TokenBucket> rate) {
    /** Everything is taken. */
    public static final Limits NONE = new Limits(Optional.empty(), ContentTypes.ANY, Optional.empty());
}
