package io.switchhook.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {

    @ParameterizedTest
    @ValueSource(strings = {"crm", "CRM_2.eu-west", "x"})
    void takesNamesOfLettersDigitsAndDotUnderscoreHyphen(String name) {
        assertThat(Subscriber.problems(Set.of(new Subscriber(name, 4)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "o'hara", "a/b", "crm\n", "größe"})
    void refusesOtherNamesAndSaysWhatIsAllowed(String name) {
        assertThat(Subscriber.problems(Set.of(new Subscriber(name, 4))))
                .singleElement()
                .asString()
                .contains(name, "1 to 100 of the characters A-Z a-z 0-9 . _ -");
    }

    @Test
    void refusesNamesOfMoreThan100Characters() {
        assertThat(Subscriber.problems(Set.of(new Subscriber("n".repeat(100), 4))))
                .isEmpty();
        assertThat(Subscriber.problems(Set.of(new Subscriber("n".repeat(101), 4))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65})
    void refusesThreadsOutOfRange(int threads) {
        assertThat(Subscriber.problems(Set.of(new Subscriber("crm", threads))))
                .singleElement()
                .asString()
                .contains("threads must be 1 to 64");
    }

    @Test
    void refusesTwoSubscriptionsAndNamesBoth() {
        assertThat(Subscriber.problems(Set.of(new Subscriber("crm", 4), new Subscriber("billing", 4))))
                .singleElement()
                .asString()
                .contains("one subscription", "\"crm\"", "\"billing\"");
    }

    @Test
    void takesTheApplicationsNameOnlyWithoutOneOfItsOwn() {
        assertThat(Subscriber.UNNAMED.orNamed("shop").name()).isEqualTo("shop");
        assertThat(new Subscriber("crm", 4).orNamed("shop").name()).isEqualTo("crm");
    }

    @Test
    void applicationNameThatCannotNameItAsksForTheAnnotation() {
        assertThatThrownBy(() -> Subscriber.UNNAMED.orNamed("my shop"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("\"my shop\"", "@Subscription(name");
    }

    @Test
    void selectorIsItsNameAlone() {
        assertThat(new Subscriber("crm", 9).selector("subscriber")).isEqualTo("subscriber = 'crm'");
    }
}
