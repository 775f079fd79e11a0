package io.switchhook.adapter;

import io.switchhook.request.HookRequest;

/** Turns one verified request into events. Implementations are immutable and never throw on what a sender sent. */
public sealed interface Adapter
        permits Interactions, GenesysCloud, AgentEvents, WebEngagement, WebexWebhooks, WebexFlow, CloudEvents, AnyBody {

    /** The events of {@code request}, each naming {@code source}: all of them, or none and why. */
    Adapted adapt(String source, HookRequest request);
}
