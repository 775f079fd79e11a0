package io.switchhook.retry;

import java.time.Duration;

/**
 * How hard work is tried.
 *
 * @param attempts tries in all, the first included, 1 to 100
 * @param delay wait before the second attempt, PT0S to PT24H
 * @param factor each further wait is this many times the one before, 1 to 10
 * @param maxDelay cap of a wait, PT0S to P7D
 * @param jitter share of a wait that is random, 0 (none) to 1
 */
public record RetrySettings(int attempts, Duration delay, double factor, Duration maxDelay, double jitter) {}
