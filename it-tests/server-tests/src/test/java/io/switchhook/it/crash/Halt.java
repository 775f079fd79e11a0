package io.switchhook.it.crash;

import net.bytebuddy.asm.Advice;

/** What is woven into a method at a {@link HaltPoint}; it becomes part of the class it is woven into and sees the JDK only. */
final class Halt {
    /** The system property with the number of passes left. */
    static final String PASSES = "io.switchhook.it.crash.passes";

    /** The system property with the method whose calls alone count; empty: all do. */
    static final String WITHIN = "io.switchhook.it.crash.within";

    private Halt() {}

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
