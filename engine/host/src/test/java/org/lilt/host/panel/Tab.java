package org.lilt.host.panel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One page in {@link Chromium}, and what it did: every request it made and everything it complained about. */
final class Tab {
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Chromium browser;
    private final String session;

    Tab(Chromium browser, String session) {
        this.browser = browser;
        this.session = session;
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }

    void visit(String url) {
        call("Page.navigate", Map.of("url", url));
        Await.until("the page", () -> eval("document.readyState").asText().equals("complete"));
    }

    /** Looks at the page as a screen of a size would. */
    void screen(int width, int height, double scale, boolean phone, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", phone));
        call("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void screenshot(Path file) throws IOException {
        String data = call("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** The value of an expression, promises awaited. */
    JsonNode eval(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    String text(String selector) {
        return eval("document.querySelector('" + selector + "').textContent").asText();
    }

    /** Presses the mouse in the middle of an element, as often as said. */
    void click(String selector, int times) {
        JsonNode at = middle(selector, 0.5);
        for (int n = 1; n <= times; n++) {
            mouse("mousePressed", at.get(0).asDouble(), at.get(1).asDouble(), n);
            mouse("mouseReleased", at.get(0).asDouble(), at.get(1).asDouble(), n);
        }
    }

    /** Drags the mouse along an element, from one share of its width to another, in steps of a frame each. */
    void drag(String selector, double from, double to, int steps) {
        JsonNode start = middle(selector, from);
        JsonNode end = middle(selector, to);
        double y = start.get(1).asDouble();
        mouse("mousePressed", start.get(0).asDouble(), y, 1);
        for (int i = 1; i <= steps; i++) {
            double x = start.get(0).asDouble()
                    + (end.get(0).asDouble() - start.get(0).asDouble()) * i / steps;
            mouse("mouseMoved", x, y, 1);
        }
        mouse("mouseReleased", end.get(0).asDouble(), y, 1);
    }

    /** Types a text into what has the focus. */
    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Presses a key, such as {@code n}, {@code Escape} or {@code ArrowRight}. */
    void press(String key) {
        String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
        int code = switch (key) {
            case "Escape" -> 27;
            case "ArrowRight" -> 39;
            case "Delete" -> 46;
            case "Tab" -> 9;
            case "Enter" -> 13;
            default -> key.toUpperCase(java.util.Locale.ROOT).charAt(0);
        };
        call(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type", text.isEmpty() ? "rawKeyDown" : "keyDown",
                        "key", key,
                        "text", text,
                        "windowsVirtualKeyCode", code));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    void happened(JsonNode message) {
        JsonNode what = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(what.path("request").path("url").asText());
            case "Network.webSocketCreated" -> requests.add(what.path("url").asText());
            case "Runtime.exceptionThrown" ->
                complaints.add(what.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> complaints.add(what.path("args").toString());
            case "Log.entryAdded" ->
                complaints.add(what.path("entry").path("text").asText());
            default -> {
                // Nothing that a test asks about.
            }
        }
    }

    private JsonNode middle(String selector, double share) {
        return eval("(() => { const e = document.querySelector('" + selector
                + "'); e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect(); return [r.x + r.width * "
                + share + ", r.y + r.height / 2]; })()");
    }

    private void mouse(String type, double x, double y, int clicks) {
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", clicks));
    }
}
