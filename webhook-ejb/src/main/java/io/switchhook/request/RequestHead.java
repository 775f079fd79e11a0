package io.switchhook.request;

/**
 * What is known of a request before its body is read.
 *
 * @param source name in the path
 * @param contentLength in bytes, negative if the request does not say
 * @param peer the address at the other end of the connection
 */
public record RequestHead(String source, String method, long contentLength, String peer, Headers headers) {}
