package io.switchhook.it.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A request as bytes on a socket, so that it can be what no HTTP client would send. Immutable. */
public final class RawRequest {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final String line;
    private final List<String> headers;
    private final byte[] body;

    private RawRequest(String line, List<String> headers, byte[] body) {
        this.line = line;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** A request without body whose connection the server is to close. */
    public static RawRequest of(String method, String path) {
        return new RawRequest(
                method + " " + path + " HTTP/1.1", List.of("Host: 127.0.0.1", "Connection: close"), new byte[0]);
    }

    /** This with one more header line, as it is to be sent. */
    public RawRequest header(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new RawRequest(line, more, body);
    }

    /** This with a body of known length. */
    public RawRequest body(byte[] bytes) {
        return new RawRequest(line, headers, bytes).header("Content-Length: " + bytes.length);
    }

    /** This with a body of known length. */
    public RawRequest body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /** This with a body whose length only its end tells. */
    public RawRequest chunked(byte[] bytes) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += 8_192) {
            int length = Math.min(8_192, bytes.length - at);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            chunks.write(bytes, at, length);
            chunks.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        return new RawRequest(line, headers, chunks.toByteArray()).header("Transfer-Encoding: chunked");
    }

    /** This with bytes after the head that no header announces. */
    public RawRequest bytes(String text) {
        return new RawRequest(line, headers, text.getBytes(ISO_8859_1));
    }

    /** Sends it and reads the answer to its end. */
    public RawAnswer send(URI server) throws IOException {
        try (Socket socket = connect(server)) {
            write(socket);
            return RawAnswer.parse(socket.getInputStream().readAllBytes());
        }
    }

    /** Sends the head and the first bytes of the body, then goes without waiting for an answer. */
    public void abort(URI server, int bytes) throws IOException {
        try (Socket socket = connect(server)) {
            OutputStream out = socket.getOutputStream();
            out.write(head());
            out.write(body, 0, bytes);
            out.flush();
        }
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private void write(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        try {
            out.write(head());
            out.write(body);
            out.flush();
        } catch (SocketException closed) {
            // The server may answer and close before it has read all; the answer is what counts.
        }
    }

    private byte[] head() {
        return (line + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(ISO_8859_1);
    }
}
