package io.switchhook.receipt;

/**
 * What is counted together: requests to one source with one reason. Sources are configured and reasons are codes of ours, so nobody
 * outside can make kinds.
 *
 * @param source the source's name, {@code none} for a request to none
 * @param reason stable code, see {@link Receipt#reason}
 */
public record Kind(String source, String reason) {}
