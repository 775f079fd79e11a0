package io.switchhook.it.crash;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * A Java agent that ends its process, as {@code kill -9} would, at one point of the code: on entering or leaving a method for
 * the n-th time. So the shipped EAR is tested as it is.
 */
public final class HaltAgent {
    /** Where the advice finds how many passes are left: its code becomes part of the class it advises and sees the JDK only. */
    static final String PASSES = "io.switchhook.it.crash.passes";

    /** Where the advice finds the method whose calls alone count; empty: all do. */
    static final String WITHIN = "io.switchhook.it.crash.within";

    private HaltAgent() {}

    /** @param file holds {@code class#method:enter|leave:n:[method it is called in]}; while it is empty, the process lives */
    public static void premain(String file, Instrumentation instrumentation) throws IOException {
        String point = Files.readString(Path.of(file));
        if (!point.isEmpty()) {
            install(point, instrumentation);
        }
    }

    private static void install(String point, Instrumentation instrumentation) {
        String[] parts = point.split("[#:]", 5);
        Class<?> advice = parts[2].toLowerCase(Locale.ROOT).equals("enter") ? Entering.class : Leaving.class;
        System.setProperty(PASSES, parts[3]);
        System.setProperty(WITHIN, parts[4]);
        new AgentBuilder.Default()
                .type(named(parts[0]))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(advice).on(named(parts[1]))))
                .installOn(instrumentation);
    }

    static final class Entering {
        private Entering() {}

        @Advice.OnMethodEnter
        static void enter() {
            String within = System.getProperty("io.switchhook.it.crash.within");
            boolean counts = within.isEmpty();
            if (!counts) {
                for (StackTraceElement caller : Thread.currentThread().getStackTrace()) {
                    counts |= caller.getMethodName().equals(within);
                }
            }
            if (counts) {
                int left = Integer.getInteger("io.switchhook.it.crash.passes") - 1;
                System.setProperty("io.switchhook.it.crash.passes", String.valueOf(left));
                if (left == 0) {
                    Runtime.getRuntime().halt(137);
                }
            }
        }
    }

    static final class Leaving {
        private Leaving() {}

        @Advice.OnMethodExit
        static void leave() {
            String within = System.getProperty("io.switchhook.it.crash.within");
            boolean counts = within.isEmpty();
            if (!counts) {
                for (StackTraceElement caller : Thread.currentThread().getStackTrace()) {
                    counts |= caller.getMethodName().equals(within);
                }
            }
            if (counts) {
                int left = Integer.getInteger("io.switchhook.it.crash.passes") - 1;
                System.setProperty("io.switchhook.it.crash.passes", String.valueOf(left));
                if (left == 0) {
                    Runtime.getRuntime().halt(137);
                }
            }
        }
    }
}
