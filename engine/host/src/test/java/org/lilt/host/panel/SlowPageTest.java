package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.lilt.engine.generator.TextTaps;

/** A page that never reads, on a real socket. */
class SlowPageTest {
    /** A clef takes four bytes, so that the buffers of the system are full soon. */
    private static final String TEXT = "\uD834\uDD1E".repeat(8000);

    @Test
    void aPageThatReadsNothingIsCutOffAndHoldsUpNobody() throws IOException, InterruptedException {
        Music music = new Music(); // not started: the text is written here
        try (Panel panel = Panel.open(music, 0, true);
                Socket slow = new Socket();
                PageSocket good = new PageSocket(panel)) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress("127.0.0.1", panel.port()));
            String request = "GET /live HTTP/1.1\r\nHost: localhost:" + panel.port() + "\r\nOrigin: http://localhost:"
                    + panel.port() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            slow.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            Await.until("two pages", () -> panel.pages().count() == 2);
            long end = System.nanoTime() + 30_000_000_000L;
            long worst = 0;
            while (panel.pages().count() == 2 && System.nanoTime() < end) {
                TextTaps.write(music.text(), TEXT);
                long start = System.nanoTime();
                int number = good.send("\"set\":\"tempo\",\"value\":" + 100);
                Await.until(
                        "the answer",
                        () -> good.frames.stream().anyMatch(f -> f.path("ack").asInt() == number));
                worst = Math.max(worst, System.nanoTime() - start);
                good.frames.clear();
                Thread.sleep(10);
            }
            System.out.printf(
                    "panel: beside a page that reads nothing, another was answered within %.0f ms%n", worst / 1e6);
            assertEquals(1, panel.pages().count());
            assertTrue(worst < 2_000_000_000L, "answered after " + worst / 1e6 + " ms");
        }
    }
}
