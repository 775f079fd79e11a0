package io.switchhook.target;

import java.util.Optional;

/**
 * What a target answered.
 *
 * @param status 200 and more
 * @param retryAfter value of the header of this name
 * @param body as much of it as may be kept, decompressed
 * @param truncated whether there was more
 */
public record TargetAnswer(int status, Optional<String> retryAfter, Content body, boolean truncated) {}
