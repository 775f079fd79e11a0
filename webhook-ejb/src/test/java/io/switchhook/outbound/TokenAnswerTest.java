package io.switchhook.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnswerTest {
    private static final Instant ASKED = Instant.parse("2026-11-06T08:49:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3600 | PT59M30S",
                "\"3600\" | PT59M30S",
                "60 | PT54S",
                "10.9 | PT9S",
                "0 | PT0S",
                "-5 | PT0S",
                "1e30 | PT23H59M30S",
                "null | PT4M30S",
                "\"soon\" | PT4M30S"
            })
    void aTokenIsUsedUntilShortlyBeforeItExpires(String expires, Duration used) {
        Grant grant = TokenAnswer.grant("{\"access_token\":\"t\",\"expires_in\":" + expires + "}", ASKED);

        assertThat(Duration.between(ASKED, grant.staleAt())).isEqualTo(used);
        assertThat(TokenAnswer.accessToken(grant)).isEqualTo("t");
        assertThat(grant.toString()).doesNotContain("access_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "[\"s3cret\"]",
                "{\"token\":\"s3cret\"}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":7}",
                "{\"access_token\":\"s3cret\\r\\nEvil: 1\"}",
                "{\"access_token\":\"s3 cret\"}",
                "{\"access_token\":\"s3cret\",\"token_type\":\"mac\"}"
            })
    void whatIsNoTokenIsRefusedWithoutShowingIt(String body) {
        assertThatThrownBy(() -> TokenAnswer.grant(body, ASKED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("its answer ")
                .hasMessageNotContaining("cret");
    }

    @Test
    void onlyTheStandardsErrorsAreTold() {
        assertThat(TokenAnswer.error("{\"error\":\"invalid_client\",\"error_description\":\"s3cret\"}"))
                .contains("invalid_client");
        assertThat(TokenAnswer.error("{\"error\":\"s3cret\"}")).isEmpty();
        assertThat(TokenAnswer.error("{\"error\":{\"code\":1}}")).isEmpty();
        assertThat(TokenAnswer.error("[".repeat(100_000))).isEmpty();
    }
}
