package io.switchhook.store;

import io.switchhook.run.RunKind;
import java.time.Instant;

/**
 * A run that somebody must be told of.
 *
 * @param tries attempts that counted so far
 * @param due when it may be tried
 */
public record Bell(long run, RunKind kind, String target, int tries, Instant due) {}
