package io.switchhook.dataaction;

import io.switchhook.template.JsonViews;
import io.switchhook.velocity.Tool;
import io.switchhook.velocity.VelocityFailure;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code ${authResponse.access_token}}: members of what a login gave; tells what it gives away, to mask it. */
final class LoginFields implements Tool {
    private final Optional<JsonObject> login;
    private final Consumer<String> given;

    LoginFields(Optional<JsonObject> login, Consumer<String> given) {
        this.login = login;
        this.given = given;
    }

    @Override
    public Object call(String method, List<Object> arguments) {
        if (method.equals("get") && arguments.size() == 1 && arguments.get(0) instanceof String name) {
            return property(name);
        }
        throw VelocityFailure.at(0, "authResponse has no method " + method + ", only fields");
    }

    @Override
    public Object property(String name) {
        JsonObject answer = login.orElseThrow(() -> VelocityFailure.at(
                0,
                "authResponse." + name + ": there was no login; name a credential of type oauth2, or an authAction"));
        JsonValue value = answer.getOrDefault(name, JsonValue.NULL);
        tell(value);
        return JsonViews.of(value);
    }

    private void tell(JsonValue value) {
        if (value instanceof JsonString text) {
            given.accept(text.getString());
        } else if (value instanceof JsonObject object) {
            object.values().forEach(this::tell);
        } else if (value instanceof JsonArray array) {
            array.forEach(this::tell);
        }
    }
}
