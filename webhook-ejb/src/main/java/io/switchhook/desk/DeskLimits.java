package io.switchhook.desk;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The limits among the settings {@code switchhook.desk.*}. A wrong one has its default.
 *
 * @param connections at most, on this server
 * @param connectionsPerAgent of one agent at most
 * @param unseen how old a pop may be that a desk is still sent
 */
record DeskLimits(int connections, int connectionsPerAgent, Duration unseen) {
    private static final Logger LOG = System.getLogger(DeskLimits.class.getName());
    private static final DeskLimits BUILT_IN = new DeskLimits(1_000, 5, Duration.ofMinutes(5));

    static DeskLimits of(Settings settings) {
        return new DeskLimits(
                checked(
                        BUILT_IN.connections,
                        () -> settings.integer("switchhook.desk.connections", BUILT_IN.connections, 1, 10_000)),
                checked(
                        BUILT_IN.connectionsPerAgent,
                        () -> settings.integer(
                                "switchhook.desk.connections-per-agent", BUILT_IN.connectionsPerAgent, 1, 100)),
                checked(
                        BUILT_IN.unseen,
                        () -> settings.duration(
                                "switchhook.desk.unseen",
                                BUILT_IN.unseen,
                                Duration.ofSeconds(10),
                                Duration.ofDays(1))));
    }

    static <T> T checked(T absent, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidSetting wrong) {
            LOG.log(
                    Level.ERROR,
                    "SWH2301 {0}; the default holds until it is put right and the server restarted",
                    wrong.getMessage());
            return absent;
        }
    }
}
