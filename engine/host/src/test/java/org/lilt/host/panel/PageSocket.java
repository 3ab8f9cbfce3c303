package org.lilt.host.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A page's WebSocket without the page. */
final class PageSocket implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    volatile int closeCode;
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private int count = 100; // so that a test's own numbers do not meet these

    PageSocket(Panel panel) {
        this(HttpClient.newHttpClient(), panel);
    }

    PageSocket(HttpClient client, Panel panel) {
        socket = client.newWebSocketBuilder()
                .header("Origin", "http://localhost:" + panel.port())
                .buildAsync(URI.create("ws://localhost:" + panel.port() + "/live"), this)
                .join();
    }

    /** Sends a message with the next number, and returns that. */
    int send(String fields) {
        sendRaw("{\"n\":" + ++count + "," + fields + "}");
        return count;
    }

    void sendRaw(String text) {
        socket.sendText(text, true).join();
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
    }

    JsonNode await(String what, Predicate<JsonNode> wanted) {
        return Await.value(
                what, () -> frames.stream().filter(wanted).findFirst().orElse(null));
    }

    /** The value of a parameter as this page knows it, or NaN. */
    double value(String id) {
        List<JsonNode> seen = List.copyOf(frames);
        int index = -1;
        double value = Double.NaN;
        for (JsonNode frame : seen) {
            for (int i = 0; i < frame.path("parameters").size(); i++) {
                if (frame.path("parameters").get(i).path("id").asText().equals(id)) {
                    index = i;
                }
            }
            if (frame.has("values") && index >= 0) {
                value = frame.path("values").get(index).asDouble();
            }
        }
        return value;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                frames.add(JSON.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode = statusCode;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode = -1;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
