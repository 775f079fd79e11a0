package io.switchhook.verification;

import static io.switchhook.verification.Requests.NOW;
import static io.switchhook.verification.Requests.reason;
import static io.switchhook.verification.Requests.request;
import static io.switchhook.verification.Requests.sentence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.jsonpath.MemberPath;
import io.switchhook.verification.Verification.Accepted;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSecretTest {

    @ParameterizedTest
    @CsvSource({
        "Basic, bob:pass, accepted",
        "basic, bob:pass, accepted",
        "'Basic ', bob:pass, accepted",
        "Basic, 'bob:p:\u00e4', accepted",
        "Basic, bob:Pass, wrong-credentials",
        "Basic, bob:passs, wrong-credentials",
        "Basic, bob, wrong-credentials",
        "Basic, '', malformed-credentials",
        "Bearer, bob:pass, malformed-credentials"
    })
    void comparesUserAndPassword(String scheme, String credentials, String reason) {
        Verification basic = new SharedSecret(new SecretPlace.Basic(), List.of("bob:pass", "bob:p:\u00e4"));
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));

        assertThat(reason(basic.verify(request("", "Authorization", scheme + " " + encoded))))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic Ym9iOnBhc3M", "Basic !", "Basic Ym9iOnBhc3N=", "Ym9iOnBhc3M="})
    void refusesCredentialsInAnotherForm(String header) {
        Verification basic = new SharedSecret(new SecretPlace.Basic(), List.of("bob:pass"));

        assertThat(reason(basic.verify(request("", "Authorization", header)))).isEqualTo("malformed-credentials");
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer tok, accepted",
        "bearer tok, accepted",
        "Bearer tok2, accepted",
        "Bearer toK, wrong-credentials",
        "Bearer tok tok, wrong-credentials",
        "Bearer, malformed-credentials",
        "tok, malformed-credentials"
    })
    void comparesABearerToken(String header, String reason) {
        Verification bearer = new SharedSecret(new SecretPlace.Bearer(), List.of("tok", "tok2"));

        assertThat(reason(bearer.verify(request("", "Authorization", header)))).isEqualTo(reason);
    }

    @Test
    void refusesCredentialsGivenTwiceOrNotAtAll() {
        Verification bearer = new SharedSecret(new SecretPlace.Bearer(), List.of("tok"));

        assertThat(reason(bearer.verify(request("")))).isEqualTo("missing-credentials");
        assertThat(reason(bearer.verify(request("", "Authorization", "Bearer tok", "authorization", "Bearer tok"))))
                .isEqualTo("repeated-credentials");
    }

    @ParameterizedTest
    @CsvSource({
        "'', tok, accepted",
        "'', 'tok ', accepted",
        "Token, Token tok, accepted",
        "Token, Tokentok, accepted",
        "Token, token tok, malformed-credentials",
        "'', Token tok, wrong-credentials",
        "'', '', wrong-credentials"
    })
    void comparesATokenInAHeader(String prefix, String header, String reason) {
        Verification token = new SharedSecret(new SecretPlace.InHeader("X-Api-Key", prefix), List.of("tok"));

        assertThat(reason(token.verify(request("", "x-api-key", header)))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "token=a+%26%C3%A4, accepted",
        "x=1&token=a%20%26%c3%a4&y, accepted",
        "token=a, wrong-credentials",
        "Token=a+%26%C3%A4, missing-credentials",
        "'', missing-credentials",
        "token, wrong-credentials",
        "token=a+%26%C3%A4&token=a+%26%C3%A4, repeated-credentials",
        "token=%, malformed-credentials",
        "token=%C3, malformed-credentials"
    })
    void comparesATokenInTheQuery(String query, String reason) {
        Verification token = new SharedSecret(new SecretPlace.InQuery("token"), List.of("a &\u00e4"));

        assertThat(reason(token.verify(request(query, NOW, "")))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"auth\":{\"token\":\"tok\"}} | accepted",
                "{\"token\":\"no\",\"auth\":{\"x\":[{\"token\":\"no\"}],\"token\":\"tok\",\"y\":1},\"z\":{\"token\":\"no\"}} | accepted",
                "{\"auth\":{\"t\\u006fken\":\"t\\u006fk\"}} | accepted",
                "{\"auth\":{\"token\":\"Tok\"}} | wrong-credentials",
                "{\"auth\":{\"token\":\"tok\"},\"auth\":{\"token\":\"tok\"}} | repeated-credentials",
                "{\"auth\":{\"token\":[\"tok\"]}} | missing-credentials",
                "{\"auth\":[{\"token\":\"tok\"}]} | missing-credentials",
                "[{\"auth\":{\"token\":\"tok\"}}] | missing-credentials",
                "{\"auth\":{\"token\":null}} | missing-credentials",
                "{\"token\":\"tok\"} | missing-credentials",
                "{\"auth\":{\"token\":\"tok\"}}x | malformed-credentials",
                "{\"auth\":{\"token\":\"tok\"} | malformed-credentials",
                "'' | malformed-credentials",
                "tok | malformed-credentials"
            })
    void comparesATokenInTheBody(String body, String reason) {
        Verification token =
                new SharedSecret(new SecretPlace.InBody(new MemberPath(List.of("auth", "token"))), List.of("tok"));

        assertThat(reason(token.verify(request(body)))).isEqualTo(reason);
    }

    @Test
    void refusesABodyThatNestsWithoutEnd() {
        Verification token = new SharedSecret(new SecretPlace.InBody(new MemberPath(List.of("token"))), List.of("tok"));
        String nested = "{\"token\":\"tok\",\"a\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}";

        assertThat(reason(token.verify(request(nested)))).isEqualTo("malformed-credentials");
    }

    @Test
    void namesTheSecretThatMatchedAndShowsNone() {
        Verification bearer = new SharedSecret(new SecretPlace.Bearer(), List.of("s3cret", "tok"));

        assertThat(bearer.verify(request("", "Authorization", "Bearer tok"))).isEqualTo(new Accepted(2));
        assertThat(sentence(bearer.verify(request("", "Authorization", "Bearer guess"))))
                .doesNotContain("s3cret", "tok", "guess");
        assertThat(bearer.toString()).doesNotContain("s3cret", "tok");
    }

    @Test
    void cannotBeMadeWithoutSecrets() {
        assertThatThrownBy(() -> new SharedSecret(new SecretPlace.Bearer(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SharedSecret(new SecretPlace.Bearer(), List.of("a", "")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void believesEverybodyWhenToldTo() {
        assertThat(new Unverified().verify(request("x"))).isEqualTo(new Accepted(0));
    }
}
