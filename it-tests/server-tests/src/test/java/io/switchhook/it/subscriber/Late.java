package io.switchhook.it.subscriber;

import io.switchhook.api.PastEvents;
import io.switchhook.api.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Asks for the past from when the file {@code late.since} below the directory {@code probe.dir} says. */
@ApplicationScoped
@Subscription(name = "late", subjectPrefix = "past-")
public class Late {

    void ask(@Observes @Initialized(ApplicationScoped.class) Object start, PastEvents past) throws IOException {
        past.since("first", Instant.parse(Files.readString(Path.of(System.getProperty("probe.dir"), "late.since"))));
    }
}
