package io.switchhook.testkit;

import static io.switchhook.testkit.GivenEvent.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.Topic;
import io.switchhook.api.WebhookEvent;
import io.switchhook.testkit.Outcome.Delivered;
import io.switchhook.testkit.Outcome.Failed;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionalObserverTest {
    private final HostApplication application = HostApplication.of(Mailer.class);

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void isCalledWhenTheTransactionEndsAfterAllOthers() {
        assertThat(application.deliver(plain("").topic("order.placed")).observers())
                .containsExactly("Mailer.book", "Mailer.check", "Mailer.mail", "Mailer.log");
    }

    @Test
    void isNotCalledWhereAnObserverThrew() {
        assertThat(application.attempt(plain("").topic("order.refused")))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.observers()).containsExactly("Mailer.refuse"));
    }

    @Test
    void failsTooLateToCount() {
        assertThat(application.attempt(plain("").topic("mail.down")))
                .isInstanceOfSatisfying(Delivered.class, delivered -> {
                    assertThat(delivered.observers()).containsExactly("Mailer.down");
                    assertThat(delivered.tooLate()).singleElement().isInstanceOf(IllegalStateException.class);
                });
    }

    @Test
    void failureThatIsTooLateIsNoArrivalAllTheSame() {
        assertThatThrownBy(() -> application.deliver(plain("").topic("mail.down")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("Mailer.down", "would not come again", "no mail");
    }

    @ApplicationScoped
    static class Mailer {
        void mail(
                @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(1) @Topic("order.placed")
                        WebhookEvent event) {}

        void log(
                @Observes(during = TransactionPhase.AFTER_COMPLETION) @Priority(2) @Topic("order.placed")
                        WebhookEvent event) {}

        void check(@Observes(during = TransactionPhase.BEFORE_COMPLETION) @Topic("order.placed") WebhookEvent event) {}

        void undo(@Observes(during = TransactionPhase.AFTER_FAILURE) @Topic("order.placed") WebhookEvent event) {}

        void book(@Observes @Priority(9999) @Topic("order.placed") WebhookEvent event) {}

        void refuse(@Observes @Priority(9999) @Topic("order.refused") WebhookEvent event) {
            throw new IllegalStateException("refused");
        }

        void refused(@Observes(during = TransactionPhase.AFTER_FAILURE) @Topic("order.refused") WebhookEvent event) {}

        void down(@Observes(during = TransactionPhase.AFTER_SUCCESS) @Topic("mail.down") WebhookEvent event) {
            throw new IllegalStateException("no mail");
        }
    }
}
