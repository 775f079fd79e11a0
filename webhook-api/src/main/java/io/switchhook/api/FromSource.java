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
 * Narrows an observer to the events of one source: {@code void on(@Observes @FromSource("digital") InteractionEvent e)}.
 *
 * <p>The value is compared exactly, case included; there are no wildcards. An observer without this qualifier gets the events
 * of all sources.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({PARAMETER, FIELD, METHOD, TYPE})
public @interface FromSource {

    /** {@link WebhookEvent#source()}. */
    String value();

    /** This qualifier as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<FromSource> implements FromSource {
        private static final long serialVersionUID = 1L;

        private final String value;

        /** @param value see {@link FromSource#value()} */
        public Literal(String value) {
            this.value = requireNonNull(value, "source is null");
        }

        @Override
        public String value() {
            return value;
        }
    }
}
