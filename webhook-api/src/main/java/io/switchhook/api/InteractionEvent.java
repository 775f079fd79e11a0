package io.switchhook.api;

/** An interaction of Genesys Multicloud CX Digital Channels was started or finished. */
public interface InteractionEvent extends WebhookEvent {}
