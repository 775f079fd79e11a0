package io.switchhook.web.api;

import io.switchhook.pause.Pause;
import io.switchhook.source.Source;
import io.switchhook.source.SourceState;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.Optional;

/** A configured source; of a disabled one only the name and the reason are known. */
@JsonbPropertyOrder({"name", "state", "adapter", "verification", "reason", "paused"})
public final class SourceItem {
    public final String name;
    public final String state;
    public final String adapter;
    public final String verification;

    /** Why the source is disabled; null, and so left out, when it is ready. */
    public final String reason;

    /** Null, and so left out, while it is not paused. */
    public final PauseItem paused;

    SourceItem(SourceState source) {
        this(source, Optional.empty());
    }

    SourceItem(SourceState source, Optional<Pause> pause) {
        paused = pause.map(PauseItem::new).orElse(null);
        name = source.name();
        if (source instanceof SourceState.Ready ready) {
            Source settings = ready.source();
            state = "ready";
            adapter = settings.adapterName();
            verification = settings.verificationName();
            reason = null;
        } else {
            state = "disabled";
            adapter = null;
            verification = null;
            reason = ((SourceState.Disabled) source).reason();
        }
    }

    /** That an administrator has paused it. */
    @JsonbPropertyOrder({"by", "since"})
    public static final class PauseItem {
        public final String by;
        public final Instant since;

        PauseItem(Pause pause) {
            by = pause.by();
            since = pause.since();
        }
    }
}
