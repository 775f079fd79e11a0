package io.switchhook.web.api;

import io.switchhook.source.Source;
import io.switchhook.source.SourceState;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** A configured source; of a disabled one only the name and the reason are known. */
@JsonbPropertyOrder({"name", "state", "adapter", "verification", "reason"})
public final class SourceItem {
    public final String name;
    public final String state;
    public final String adapter;
    public final String verification;

    /** Why the source is disabled; null, and so left out, when it is ready. */
    public final String reason;

    SourceItem(SourceState source) {
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
}
