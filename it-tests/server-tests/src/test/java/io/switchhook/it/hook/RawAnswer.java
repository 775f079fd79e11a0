package io.switchhook.it.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as it came over the socket.
 *
 * @param status 0 if the server closed the connection without one
 * @param headers names in lower case
 */
public record RawAnswer(int status, Map<String, String> headers, String body) {

    static RawAnswer parse(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new RawAnswer(0, Map.of(), "");
        }
        List<String> head = List.of(text.substring(0, end).split("\r\n"));
        Map<String, String> headers = new TreeMap<>();
        for (String header : head.subList(1, head.size())) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new RawAnswer(Integer.parseInt(head.get(0).split(" ", 3)[1]), headers, text.substring(end + 4));
    }

    public JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }
}
