package io.switchhook.config;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hands settings, time and randomness to constructors, so that the rules need not reach for them. */
@Dependent
public class Environment {

    /** How long a changed setting may go unnoticed. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    @Produces
    @Singleton
    Settings settings() {
        return new Settings(new Remembered(new ServerSettings(ConfigProvider.getConfig()), A_WHILE, System::nanoTime));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
