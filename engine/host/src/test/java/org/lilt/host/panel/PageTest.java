package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lilt.engine.generator.TextTaps;
import org.lilt.host.session.HeardTune;

/** One page on a simulated clock and a wire that takes its time. */
class PageTest {
    private static final long FRAME = 16_000_000;
    private static final long SECOND = 1_000_000_000;

    private final Music music = new Music(); // never started: nothing changes but what the test changes
    private final List<JsonNode> frames = new ArrayList<>();
    private final List<Runnable> underWay = new ArrayList<>();
    private boolean cut;
    private long now = SECOND;
    private final Page page = new Page(new SlowWire(), now);

    private final class SlowWire implements Wire {
        @Override
        public void send(String text, Runnable done) {
            try {
                frames.add(new ObjectMapper().readTree(text));
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
            underWay.add(done);
        }

        @Override
        public void close(int code, String reason) {
            cut = true;
        }

        @Override
        public void cut() {
            cut = true;
        }
    }

    private void tick() {
        now += FRAME;
        page.tell(music.parameters(), music.text(), music, now);
    }

    private void arrive() {
        underWay.forEach(Runnable::run);
        underWay.clear();
    }

    private void greet() {
        tick();
        arrive();
        frames.clear();
    }

    @Test
    void nothingIsSentWhileNothingChanges() {
        greet();
        for (int i = 0; i < 100; i++) {
            tick();
        }
        assertEquals(List.of(), frames);
    }

    @Test
    void silenceIsBrokenByAHeartbeatSoThatThePageKnowsThatWeAreThere() {
        greet();
        for (int i = 0; i < 6 * SECOND / FRAME; i++) {
            tick();
        }
        assertEquals(1, frames.size());
        assertEquals(0, frames.get(0).size());
    }

    @Test
    void aSlowPageIsSentOneFrameAtATimeAndTheNextHoldsAllThatItMissed() {
        greet();
        for (int i = 1; i <= 50; i++) {
            music.parameter("tempo").set(100 + i);
            TextTaps.write(music.text(), "a");
            tick();
        }
        assertEquals(1, frames.size());
        arrive();
        tick();
        assertEquals(2, frames.size());
        assertEquals(150, frames.get(1).path("values").get(0).asDouble());
        String text =
                frames.get(0).path("text").asText() + frames.get(1).path("text").asText();
        assertEquals("a".repeat(50), text);
    }

    @Test
    void aPageThatFellFarBehindIsToldWhereTheTextGoesOn() {
        greet();
        TextTaps.write(music.text(), "x");
        tick();
        tick();
        TextTaps.write(music.text(), "y".repeat(40_000));
        arrive();
        tick();
        tick();
        JsonNode last = frames.get(frames.size() - 1);
        assertEquals(
                40_001, last.path("at").asLong() + last.path("text").asText().length());
        assertTrue(last.path("at").asLong() > 1);
    }

    @Test
    void aPageThatTakesNothingForSecondsIsCutOff() {
        greet();
        music.parameter("tempo").set(99);
        tick();
        while (now < 5 * SECOND) {
            tick();
        }
        assertFalse(cut);
        while (now < 8 * SECOND) {
            tick();
        }
        assertTrue(cut);
    }

    @Test
    void aMessageThatWasDoneIsAcknowledgedWithTheValuesThatHold() {
        greet();
        page.heard(7);
        tick();
        assertEquals(7, frames.get(0).path("ack").asInt());
        assertEquals(120, frames.get(0).path("values").get(0).asDouble());
    }

    @Test
    void refusalsAreCountedAndTheLastOneIsTold() {
        greet();
        page.refuse("one");
        page.refuse("two");
        tick();
        arrive();
        tick();
        assertEquals(1, frames.size());
        assertEquals("two", frames.get(0).path("error").asText());
        assertEquals(2, frames.get(0).path("refused").asInt());
    }

    @Test
    void aPauseIsToldInTheNextFrame() {
        greet();
        music.pause(true);
        tick();
        assertTrue(frames.get(0).path("status").path("paused").asBoolean());
    }

    @Test
    void aCharacterBeyondTheBasicPlaneCountsOnce() {
        TextTaps.write(music.text(), "\uD834\uDD1Eab"); // a treble clef
        tick();
        assertEquals(0, frames.get(0).path("at").asInt());
        assertEquals("\uD834\uDD1Eab", frames.get(0).path("text").asText());
        arrive();
        TextTaps.write(music.text(), "c");
        tick();
        tick();
        assertEquals(3, frames.get(1).path("at").asInt());
    }

    @Test
    void soManyMessagesASecondAndNoMore() {
        int allowed = 0;
        for (int i = 0; i < 2000; i++) {
            allowed += page.maySend(now) ? 1 : 0;
        }
        assertEquals(400, allowed);
        now += SECOND / 2;
        for (int i = 0; i < 2000; i++) {
            allowed += page.maySend(now) ? 1 : 0;
        }
        assertEquals(600, allowed);
    }

    private void lookAtTheHistory() {
        now += SECOND;
        tick();
        arrive();
    }

    private static HeardTune tune(int number, boolean liked) {
        return new HeardTune(number, number, 7, "test", "2026-01-01T00:00:00Z", liked, "K:C\nC|");
    }

    @Test
    void aPageIsToldOfTunesOnceAndAgainWhenTheyChangeOrGo() {
        music.history.addAll(List.of(tune(1, false), tune(2, false), tune(3, false)));
        lookAtTheHistory();
        JsonNode tunes = frames.get(frames.size() - 1).path("tunes");
        assertEquals(3, tunes.size());
        assertEquals("K:C\nC|", tunes.get(1).path("abc").asText());
        assertEquals("", tunes.get(2).path("abc").asText(), "the tune that is still being written");
        frames.clear();
        lookAtTheHistory();
        assertTrue(frames.stream().noneMatch(f -> f.has("tunes")));
        music.history.set(0, tune(1, true));
        music.history.remove(1);
        lookAtTheHistory();
        JsonNode last = frames.get(frames.size() - 1);
        assertEquals(1, last.path("tunes").size());
        assertTrue(last.path("tunes").get(0).path("liked").asBoolean());
        assertEquals("[2]", last.path("gone").toString());
    }
}
