package io.switchhook.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.Principal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OrderHeadTest {
    private final MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    private MediaType type = MediaType.APPLICATION_JSON_TYPE;
    private String role = "switchhook-admin";
    private final OrderHead order = new OrderHead(
            fake(UriInfo.class, (proxy, method, arguments) -> parameters),
            fake(HttpHeaders.class, (proxy, method, arguments) -> type),
            fake(
                    SecurityContext.class,
                    (proxy, method, arguments) -> method.getName().equals("isUserInRole")
                            ? arguments[0].equals(role)
                            : (Principal) () -> "kim"));

    @Test
    void tellsWhoGivesIt() {
        assertThat(order.by()).isEqualTo("kim");
        assertThat(order.by(body(""))).isEqualTo("kim");
        assertThat(order.by(body("{}"))).isEqualTo("kim");
    }

    @Test
    void givesWhatIsInIt() {
        assertThat(order.body(body("{\"dry\":true}"), "dry").flag("dry")).isTrue();
    }

    @Test
    void whoIsNoAdministratorGivesNone() {
        role = "switchhook-viewer";

        assertThat(status(order::by)).isEqualTo(403);
        type = MediaType.TEXT_PLAIN_TYPE;
        assertThat(status(() -> order.by(body("")))).as("said first").isEqualTo(403);
    }

    @Test
    void hasNoQueryParameters() {
        parameters.add("force", "true");
        role = "switchhook-viewer";

        assertThat(status(order::by)).as("said first").isEqualTo(400);
        assertThat(status(() -> order.body(body("")))).isEqualTo(400);
    }

    @Test
    void saysNoMoreThanItMay() {
        assertThat(status(() -> order.by(body("{\"dry\":true}")))).isEqualTo(400);
        assertThat(status(() -> order.body(body("{\"wet\":true}"), "dry"))).isEqualTo(400);
    }

    @Test
    void saysThatItIsJson() {
        type = MediaType.APPLICATION_FORM_URLENCODED_TYPE;

        assertThat(status(() -> order.by(body("")))).isEqualTo(415);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call).problem().status();
    }

    private static <T> T fake(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
