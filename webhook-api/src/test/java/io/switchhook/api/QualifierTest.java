package io.switchhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class QualifierTest {

    @Test
    void literalEqualsTheAnnotationOnAnObserver() throws Exception {
        Method observer = QualifierTest.class.getDeclaredMethod("observer", WebhookEvent.class);
        Annotation[] written = observer.getParameterAnnotations()[0];

        assertThat(written).containsExactlyInAnyOrder(new Topic.Literal("a.b"), new FromSource.Literal("digital"));
        assertThat(new Topic.Literal("a.b")).isEqualTo(written[0]).hasSameHashCodeAs(written[0]);
    }

    @Test
    void valueBinds() {
        assertThat(new Topic.Literal("a")).isNotEqualTo(new Topic.Literal("A"));
        assertThat(new FromSource.Literal("a")).isNotEqualTo(new FromSource.Literal("b"));
    }

    @SuppressWarnings("unused") // read by reflection
    private static void observer(@Topic("a.b") @FromSource("digital") WebhookEvent event) {}
}
