package io.switchhook.inbound;

/**
 * What the first event of a request carries for the request's receipt.
 *
 * @param headers as {@link io.switchhook.receipt.ShownHeaders#text} writes them
 * @param events how many the request brought, at least 1
 */
public record FirstOfRequest(String headers, int events) {}
