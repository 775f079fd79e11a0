package io.switchhook.target;

import java.util.Optional;

/**
 * A proxy: requests of {@code https} go through a tunnel ({@code CONNECT}), those of {@code http} are handed to it.
 *
 * @param host name or address; IPv6 in brackets
 * @param port 1 to 65535
 * @param login what it asks for, HTTP Basic
 */
public record HttpProxy(String host, int port, Optional<Login> login) {

    /** User and password; its text form shows neither. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login[...]";
        }
    }

    /** For example {@code proxy.example.com:3128}. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
