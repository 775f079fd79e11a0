package io.switchhook.web.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.intake.Outcome;
import io.switchhook.intake.Refusals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void isExactly200WithTheIds() {
        Answer answer = Answer.to(new Outcome.Taken(List.of("a", "b")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"status\":{\"code\":0,\"message\":\"OK\"},\"data\":{\"ids\":[\"a\",\"b\"]}}");
    }

    @Test
    void looksLikeSuccessWhenThereIsNothingToTell() {
        Answer empty = Answer.to(new Outcome.Taken(List.of()));

        assertThat(Answer.to(new Outcome.Dropped())).isEqualTo(empty);
        assertThat(Answer.to(new Outcome.Present())).isEqualTo(empty);
        assertThat(empty.body()).isEqualTo("{\"status\":{\"code\":0,\"message\":\"OK\"},\"data\":{\"ids\":[]}}");
    }

    @Test
    void isAProblemDocumentForARefusal() {
        Answer answer = Answer.to(new Outcome.Refused(Refusals.bodyTooLarge(1_000)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(answer.headers()).containsEntry("Connection", "close");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"urn:switchhook:problem:body-too-large\",\"title\":\"Body too large\",\"status\":413,"
                                + "\"detail\":\"A body of at most 1000 bytes is taken.\"}");
    }

    @Test
    void repeatsWhatProvesWhoseTheHookIs() {
        Answer answer = Answer.to(new Outcome.Validated("{\"challenge\":\"abc\"}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"challenge\":\"abc\"}");
    }

    @Test
    void permitsInHeaders() {
        Answer answer = Answer.to(new Outcome.Permitted(Map.of("WebHook-Allowed-Origin", "a.example")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("WebHook-Allowed-Origin", "a.example");
    }
}
