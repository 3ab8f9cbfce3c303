package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

class PlayerTest {
    private static final long RATE = 48_000;
    private static final long MILLISECOND = RATE / 1000;
    private static final long LEAD = 5 * MILLISECOND;
    private static final double BPM = 100;
    /** Frames of an eighth note at 100 quarters a minute. */
    private static final double EIGHTH_FRAMES = RATE * 60 / BPM / 2;

    private final Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, BPM, false, "bpm");
    private final TestDestination destination = new TestDestination(RATE, LEAD);
    private final ScaleGenerator generator = new ScaleGenerator();
    private final List<String> heard = new ArrayList<>();
    private final OfflinePerformance performance =
            new OfflinePerformance(generator, destination, tempo, 0.1, List.of(new MessageListener() {
                @Override
                public void tempo(long tick, double quartersPerMinute) {
                    heard.add("tempo " + tick + " " + quartersPerMinute);
                }
            }));

    private void playUntil(long frame) {
        for (long now = destination.clock().now(); now < frame; now += MILLISECOND) {
            destination.clock().moveTo(now);
            performance.doWork();
        }
        destination.clock().moveTo(frame);
    }

    @Test
    void everyNoteFallsOnTheFrameThatItsBeatDemandsForAnHour() {
        playUntil(3600 * RATE);
        List<TestDestination.Message> melody =
                destination.noteOns().stream().filter(m -> m.status() == 0x90).toList();
        assertTrue(melody.size() > 11_990, "notes: " + melody.size());
        long origin = melody.get(0).time();
        for (int i = 0; i < melody.size(); i++) {
            assertEquals(origin + Math.round(i * EIGHTH_FRAMES), melody.get(i).time(), "note " + i);
        }
        performance.stop();
        assertEquals(0, destination.sounding());
        assertEquals(0, performance.timing().underruns());
    }

    @Test
    void notesAreHandedOverNoMoreThanTheLeadAheadButTheVeryFirst() {
        List<Long> ahead = new ArrayList<>();
        for (long now = 0; now < 10 * RATE; now += 7) {
            destination.clock().moveTo(now);
            performance.doWork();
            for (TestDestination.Message message :
                    destination.messages.subList(ahead.size(), destination.messages.size())) {
                ahead.add(message.time() - now);
            }
        }
        long first = destination.messages.get(0).time();
        for (int i = 0; i < ahead.size(); i++) {
            boolean cold = destination.messages.get(i).time() == first;
            long most = cold ? LEAD + 25 * MILLISECOND : LEAD;
            long least = cold ? most : LEAD - 7;
            assertTrue(ahead.get(i) <= most && ahead.get(i) >= least, "message " + i + ": " + ahead.get(i));
        }
    }

    @Test
    void aNewTempoTakesEffectAtOnceAndExactly() {
        playUntil(10 * RATE);
        int before = destination.noteOns().size();
        long last = destination.noteOns().get(before - 1).time();
        tempo.set(200);
        playUntil(11 * RATE);
        List<TestDestination.Message> after = destination.noteOns().stream()
                .filter(m -> m.status() == 0x90 && m.time() > 10 * RATE + LEAD)
                .toList();
        // The first gap is partly at the old tempo, the others are half as long.
        assertTrue(after.get(0).time() - last < EIGHTH_FRAMES);
        for (int i = 1; i < after.size(); i++) {
            assertEquals(
                    EIGHTH_FRAMES / 2, after.get(i).time() - after.get(i - 1).time(), 1);
        }
        assertEquals(2, heard.size());
    }

    @Test
    void aTempoThatIsTurnedUpBeforeTheFirstNoteDoesNotKeepItBack() {
        tempo.set(400);
        playUntil(RATE);
        assertTrue(destination.noteOns().size() > 5, "notes: " + destination.noteOns());
    }

    @Test
    void theNextTuneBeginsWithin20MillisecondsAndTheOldOneHasEnded() {
        playUntil(10 * RATE + 333);
        int before = destination.messages.size();
        performance.nextTune();
        playUntil(10 * RATE + 333 + 20 * MILLISECOND);
        List<TestDestination.Message> since = destination.messages.subList(before, destination.messages.size());
        assertEquals(2, generator.starts);
        assertTrue(since.get(0).isNoteOff(), since.toString());
        assertTrue(since.stream().anyMatch(TestDestination.Message::isNoteOn), since.toString());
        assertTrue(destination.sounding() <= 2);
    }

    @Test
    void pausingEndsWhatSoundsAndGoingOnLosesNoNote() {
        playUntil(10 * RATE + 100);
        performance.pause(true);
        playUntil(10 * RATE + 100 + 2 * MILLISECOND);
        assertEquals(0, destination.sounding());
        int before = destination.noteOns().size();
        playUntil(60 * RATE);
        assertEquals(before, destination.noteOns().size());
        performance.pause(false);
        playUntil(61 * RATE);
        List<TestDestination.Message> melody =
                destination.noteOns().stream().filter(m -> m.status() == 0x90).toList();
        for (int i = 0; i < melody.size(); i++) {
            assertEquals(60 + i % 12, melody.get(i).data1(), "note " + i);
        }
        assertTrue(destination.noteOns().size() > before);
    }

    @Test
    void allNotesOffEndsWhatSoundsAndTheMusicGoesOn() {
        playUntil(10 * RATE + 100);
        int before = destination.messages.size();
        performance.allNotesOff();
        playUntil(10 * RATE + 100 + 2 * MILLISECOND);
        List<TestDestination.Message> since = destination.messages.subList(before, destination.messages.size());
        assertEquals(0, destination.sounding());
        assertEquals(
                16,
                since.stream()
                        .filter(m -> m.data1() == 123 && (m.status() & 0xF0) == 0xB0)
                        .count());
        playUntil(12 * RATE);
        assertTrue(destination.messages.size() > before + 20);
    }

    @Test
    void aClockThatJumpsByAnHourCausesNoBurstAndLeavesNoNote() {
        playUntil(10 * RATE);
        int before = destination.noteOns().size();
        destination.clock().moveTo(3610 * RATE);
        performance.doWork();
        playUntil(3611 * RATE);
        List<TestDestination.Message> after =
                destination.noteOns().subList(before, destination.noteOns().size());
        assertTrue(after.size() <= 6, "notes in the second after the jump: " + after.size());
        for (int i = 1; i < after.size(); i++) {
            long gap = after.get(i).time() - after.get(i - 1).time();
            assertTrue(gap == 0 || Math.abs(gap - EIGHTH_FRAMES) <= 1, "gap " + gap);
        }
        assertEquals(1, performance.timing().jumps());
        performance.stop();
        assertEquals(0, destination.sounding());
    }

    @Test
    void aNoteOffForWhichThereIsNoRoomIsSentAsSoonAsThereIs() {
        playUntil(RATE);
        assertTrue(destination.sounding() > 0);
        destination.room(0);
        playUntil(3 * RATE);
        assertTrue(performance.timing().refused() > 0);
        destination.room(Integer.MAX_VALUE);
        playUntil(4 * RATE);
        performance.stop();
        assertEquals(0, destination.sounding());
    }

    @Test
    void messagesNeverGoBackInTime() {
        for (int i = 1; i < 400; i++) {
            playUntil(i * 37 * MILLISECOND);
            switch (i % 5) {
                case 0 -> performance.nextTune();
                case 1 -> performance.pause(i % 2 == 0);
                case 2 -> tempo.set(60 + i / 2);
                case 3 -> performance.allNotesOff();
                default -> performance.pause(false);
            }
        }
        long time = Long.MIN_VALUE;
        for (TestDestination.Message message : destination.messages) {
            assertTrue(message.time() >= time);
            time = message.time();
        }
        performance.stop();
        assertEquals(0, destination.sounding());
    }

    @Test
    void aPitchStruckTwiceIsStruckAgainAndEndsOnce() {
        Sounding sounding = new Sounding(destination, new MessageListener() {});
        sounding.on(0, 0, 0, 60, 90);
        sounding.on(1, 1, 0, 60, 90);
        sounding.off(2, 2, 0, 60);
        assertEquals(1, destination.sounding());
        sounding.off(3, 3, 0, 60);
        sounding.off(4, 4, 0, 60);
        assertEquals(0, destination.sounding());
        assertEquals(4, destination.messages.size());
    }

    @Test
    void ticksAreTheSameEverywhere() {
        assertEquals(Event.TICKS_PER_QUARTER, org.lilt.abc.AbcReader.TICKS_PER_QUARTER);
        assertEquals(Event.TICKS_PER_QUARTER, org.lilt.midi.file.MidiTrack.TICKS_PER_QUARTER);
    }
}
