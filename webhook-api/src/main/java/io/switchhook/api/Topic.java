package io.switchhook.api;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static java.util.Objects.requireNonNull;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Narrows an observer to the events of one topic: {@code void on(@Observes @Topic("interaction.started") InteractionEvent e)}.
 *
 * <p>The value is compared exactly, case included; there are no wildcards. An observer without this qualifier gets the events
 * of all topics.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({PARAMETER, FIELD, METHOD, TYPE})
public @interface Topic {

    /** {@link WebhookEvent#topic()}. */
    String value();

    /** This qualifier as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Topic> implements Topic {
        private static final long serialVersionUID = 1L;

        private final String value;

        /** @param value see {@link Topic#value()} */
        public Literal(String value) {
            this.value = requireNonNull(value, "topic is null");
        }

        @Override
        public String value() {
            return value;
        }
    }
}
