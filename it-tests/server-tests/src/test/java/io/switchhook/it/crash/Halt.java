package io.switchhook.it.crash;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.bytebuddy.asm.Advice;

/**
 * What is woven into a method at a {@link HaltPoint}; it becomes part of the class it is woven into and sees the JDK only, and so finds {@link
 * HaltAgent#pass} by name.
 */
final class Halt {
    private Halt() {}

    /** The point's text. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Point {}

    static final class Entering {
        private Entering() {}

        @Advice.OnMethodEnter
        static void enter(@Point String point) throws ReflectiveOperationException {
            ClassLoader.getSystemClassLoader()
                    .loadClass("io.switchhook.it.crash.HaltAgent")
                    .getMethod("pass", String.class)
                    .invoke(null, point);
        }
    }

    static final class Leaving {
        private Leaving() {}

        @Advice.OnMethodExit
        static void leave(@Point String point) throws ReflectiveOperationException {
            ClassLoader.getSystemClassLoader()
                    .loadClass("io.switchhook.it.crash.HaltAgent")
                    .getMethod("pass", String.class)
                    .invoke(null, point);
        }
    }
}
