package org.lilt.host.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real browser, driven by the DevTools protocol over its own WebSocket: all that these tests want of it in one small class, where a
 * driver would be two hundred megabytes. See https://chromedevtools.github.io/devtools-protocol/.
 */
final class Chromium implements WebSocket.Listener, AutoCloseable {
    /** Debian's Chromium, without the windows around its pages where that is installed: each of those takes most of a second of two processors. */
    static final Path PROGRAM = Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("/usr/bin/chromium"));

    /** A page with nothing on it. */
    static final String BLANK = "about:blank";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0");

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final StringBuilder partial = new StringBuilder();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();
    private final Map<String, Tab> contexts = new HashMap<>();

    private Chromium() throws IOException {
        profile = Files.createTempDirectory("lilt-chromium");
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile);
        command.add(BLANK);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log.txt").toFile())
                .start();
        Path portFile = profile.resolve("DevToolsActivePort");
        List<String> lines = Await.value("Chromium", () -> linesOf(portFile));
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), this)
                .join();
    }

    static Chromium start() throws IOException {
        return new Chromium();
    }

    /** Opens a page in a tab of its own, in a profile of its own. */
    Tab open(String url) {
        String context = call(null, "Target.createBrowserContext", Map.of())
                .path("browserContextId")
                .asText();
        String target = call(null, "Target.createTarget", Map.of("url", BLANK, "browserContextId", context))
                .path("targetId")
                .asText();
        String session = call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        Tab tab = new Tab(this, session);
        tabs.put(session, tab);
        contexts.put(context, tab);
        tab.visit(url);
        return tab;
    }

    /** Closes all pages: what is open goes on moving, and many take the processor from the next. */
    void closePages() {
        closeOthers(null);
    }

    /** Closes all pages but one, which is left blank: to open another takes longer. */
    void closePagesBut(Tab kept) {
        closeOthers(kept);
        kept.visit(BLANK);
        kept.complaints.clear();
        kept.requests.clear();
    }

    private void closeOthers(Tab kept) {
        for (Map.Entry<String, Tab> context : Map.copyOf(contexts).entrySet()) {
            if (context.getValue() != kept) {
                call(null, "Target.disposeBrowserContext", Map.of("browserContextId", context.getKey()));
                contexts.remove(context.getKey());
            }
        }
        tabs.values().removeIf(tab -> tab != kept);
    }

    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = count.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        JsonNode result = answer.orTimeout(30, TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new AssertionError(method + ": " + result.path("error"));
        }
        return result.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode message = read(partial.toString());
            partial.setLength(0);
            if (message.has("id")) {
                answers.remove(message.path("id").asInt()).complete(message);
            } else if (message.has("sessionId")
                    && tabs.containsKey(message.path("sessionId").asText())) {
                tabs.get(message.path("sessionId").asText()).happened(message);
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (UncheckedIOException e) {
            // A process that is ending has removed a file of its own; the rest lies in the system's folder for such
            // things.
        }
    }

    private static List<String> linesOf(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.size() == 2 ? lines : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
