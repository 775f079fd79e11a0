package io.switchhook.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void writesTypeTitleStatusAndDetail() {
        assertThat(Problem.of(404).detail("No event has this id.").toJson().toString())
                .isEqualTo("{\"type\":\"urn:switchhook:problem:not-found\",\"title\":\"There is nothing here\","
                        + "\"status\":404,\"detail\":\"No event has this id.\"}");
        assertThat(Problem.of(401).toJson()).doesNotContainKey("detail");
    }

    @Test
    void hasOneForEveryErrorStatus() {
        for (int status = 400; status <= 599; status++) {
            assertThat(Problem.of(status).status()).isEqualTo(status);
        }
        assertThat(Problem.of(599).reason()).isEqualTo("internal-error");
        assertThat(Problem.of(418).reason()).isEqualTo("bad-request");
        assertThatThrownBy(() -> Problem.of(200)).isInstanceOf(IllegalArgumentException.class);
    }
}
