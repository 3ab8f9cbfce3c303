package org.lilt.midi.jsyn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lilt.midi.jsyn.Listening.BASS;
import static org.lilt.midi.jsyn.Listening.CONCERTINA;
import static org.lilt.midi.jsyn.Listening.FIDDLE;
import static org.lilt.midi.jsyn.Listening.HARP;
import static org.lilt.midi.jsyn.Listening.SECOND;
import static org.lilt.midi.jsyn.Listening.WHISTLE;

import com.jsyn.Synthesizer;
import com.jsyn.engine.SynthesisEngine;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lilt.midi.DestinationException;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.synth.SoundRenderer;
import org.lilt.midi.synth.Synths;

/** What messages do to the band. */
class BandTest {
    private static final int VOLUME = 7;
    private static final int PAN = 10;
    private static final int EXPRESSION = 11;
    private static final int BEND = 0xE0;

    @Test
    void itIsFoundByItsName() throws DestinationException {
        assertEquals(Optional.empty(), Synths.reasonMissing(Synths.JSYN));
        try (SoundRenderer band = Synths.open(Synths.JSYN, Optional.empty())) {
            assertTrue(band.name().startsWith("folk band of JSyn 17.2"), band.name());
        }
    }

    @Test
    void generalMidiProgramsFindTheNearestOfTheBand() {
        Object[][] expected = {
            {0, Instrument.HARP},
            {21, Instrument.CONCERTINA},
            {24, Instrument.HARP},
            {32, Instrument.BASS},
            {40, Instrument.FIDDLE},
            {45, Instrument.HARP},
            {46, Instrument.HARP},
            {48, Instrument.FIDDLE},
            {68, Instrument.CONCERTINA},
            {72, Instrument.WHISTLE},
            {79, Instrument.WHISTLE},
            {105, Instrument.HARP},
            {109, Instrument.CONCERTINA},
            {110, Instrument.FIDDLE},
            {116, Instrument.BODHRAN}
        };
        for (Object[] row : expected) {
            assertEquals(row[1], Instrument.of((int) row[0]), "program " + row[0]);
        }
    }

    @Test
    void aNoteBeginsAtTheBlockOfEightFramesNearestToItsFrame() {
        for (int frame : new int[] {9600, 9603, 9604, 9605, 9637, 9695}) {
            JsynRenderer band = Listening.dry(HARP);
            band.send(frame, ShortMessages.NOTE_ON, 84, 127);
            int onset = Listening.to(band, SECOND / 2).onset(0) - band.latency();
            int nearest = (int) Math.round(frame / 8.0) * 8;
            assertTrue(onset >= frame - 4 && onset <= nearest + 4, "due " + frame + ", heard " + onset);
        }
    }

    @Test
    void theSameMessagesMakeTheSameBytesHoweverFarAheadTheyCome() {
        byte[] first = song(new JsynRenderer(), Integer.MAX_VALUE);
        assertArrayEquals(first, song(new JsynRenderer(), Integer.MAX_VALUE));
        assertArrayEquals(first, song(new JsynRenderer(), 96));
        assertArrayEquals(first, song(new JsynRenderer(), 240));
    }

    /** Three instruments and drums, handed over as far ahead as the player does. */
    private static byte[] song(JsynRenderer band, int ahead) {
        int[] programs = {WHISTLE, BASS, HARP};
        for (int channel = 0; channel < programs.length; channel++) {
            band.send(0, ShortMessages.PROGRAM | channel, programs[channel], 0);
        }
        int frames = 3 * SECOND / band.block() * band.block();
        byte[] all = new byte[frames * SoundRenderer.FRAME_BYTES];
        byte[] block = new byte[band.block() * SoundRenderer.FRAME_BYTES];
        int sent = 0;
        for (int at = 0; at < frames; at += band.block()) {
            while (sent < 40 && sent * 2411L < (long) at + band.block() + ahead) {
                int channel = sent % 4 == 3 ? 9 : sent % 4;
                band.send(sent * 2411L, ShortMessages.NOTE_ON | channel, 40 + sent, 60 + sent);
                if (sent >= 3) {
                    int old = sent - 3;
                    band.send(sent * 2411L, ShortMessages.NOTE_OFF | old % 4, 40 + old, 0);
                }
                sent++;
            }
            band.render(block, band.block());
            System.arraycopy(block, 0, all, at * SoundRenderer.FRAME_BYTES, block.length);
        }
        return all;
    }

    @Test
    void aPartHasAtMostEightVoicesAndTheOldestMakesRoomWithoutAClick() {
        JsynRenderer band = Listening.dry(CONCERTINA);
        for (int i = 0; i < 40; i++) {
            band.send(2400L * i, ShortMessages.NOTE_ON, 40 + i, 30);
        }
        Listening.to(band, 9 * 2400);
        assertEquals(Part.POLYPHONY, band.voices());
        Listening.to(band, 40 * 2400 - 9 * 2400);
        assertEquals(Part.POLYPHONY, band.voices());

        JsynRenderer two = Listening.dry(WHISTLE);
        two.send(0, ShortMessages.NOTE_ON, 60, 127);
        for (int i = 1; i <= Part.POLYPHONY; i++) {
            two.send(SECOND / 2, ShortMessages.NOTE_ON, 60 + i, 1);
        }
        Listening heard = Listening.to(two, SECOND);
        int at = SECOND / 2 + two.latency();
        assertTrue(
                heard.level(at + SECOND / 50, at + SECOND / 4) < heard.level(at - SECOND / 4, at) - 20, "it is gone");
        double during = heard.sharpest(at - SECOND / 4, at - 50);
        assertTrue(heard.sharpest(at - 50, at + SECOND / 10) < 1.3 * during, "without a click");
    }

    @Test
    void aPitchThatIsStruckAgainDoesNotPileUp() {
        JsynRenderer band = Listening.dry(FIDDLE);
        for (int i = 0; i < 30; i++) {
            band.send(4800L * i, ShortMessages.NOTE_ON, 69, 80);
        }
        band.send(4800 * 30, ShortMessages.NOTE_OFF, 69, 0);
        Listening.to(band, 4800 * 30 - 96);
        assertTrue(band.voices() <= 4, band.voices() + " voices");
        Listening.to(band, SECOND);
        assertEquals(0, band.voices(), "one note off ends it");
    }

    @Test
    void allNotesOffEndsThemAndAllSoundOffAtOnce() {
        for (int controller : new int[] {ShortMessages.ALL_NOTES_OFF, ShortMessages.ALL_SOUND_OFF}) {
            for (int program : new int[] {FIDDLE, WHISTLE, CONCERTINA, HARP, BASS}) {
                JsynRenderer band = Listening.dry(program);
                for (int pitch = 50; pitch < 57; pitch++) {
                    band.send(0, ShortMessages.NOTE_ON, pitch, 100);
                }
                band.send(SECOND / 2, ShortMessages.CONTROL, controller, 0);
                Listening heard = Listening.to(band, 3 * SECOND);
                int at = SECOND / 2 + band.latency();
                assertTrue(heard.peak(at - 4800, at) > 0.1);
                assertEquals(0, heard.peak(at + 2 * SECOND, 3 * SECOND), "silence, program " + program);
                if (controller == ShortMessages.ALL_SOUND_OFF) {
                    assertTrue(heard.level(at + SECOND / 20, at + SECOND) < -55, "at once, program " + program);
                }
                assertEquals(0, band.voices());
            }
        }
    }

    @Test
    void theSustainPedalHoldsWhatIsEndedEvenByAllNotesOff() {
        JsynRenderer band = Listening.dry(CONCERTINA);
        band.send(0, ShortMessages.CONTROL, ShortMessages.SUSTAIN, 127);
        Listening.note(band, 0, SECOND / 4, 60, 100);
        band.send(SECOND / 4, ShortMessages.NOTE_ON, 64, 100);
        band.send(SECOND / 2, ShortMessages.CONTROL, ShortMessages.ALL_NOTES_OFF, 0);
        band.send(SECOND, ShortMessages.CONTROL, ShortMessages.SUSTAIN, 0);
        Listening heard = Listening.to(band, 2 * SECOND);
        for (int pitch : new int[] {60, 64}) {
            double held = heard.power(Listening.hertz(pitch), SECOND * 3 / 5, SECOND);
            assertTrue(held > 1e-5, "held: " + held);
        }
        assertEquals(0, heard.peak(SECOND * 3 / 2, 2 * SECOND), "silence once it is up");
    }

    @Test
    void volumeAndExpressionGoBySquaresAndPanKeepsThePower() {
        double full = heardWith(CONCERTINA, VOLUME, 127).level(SECOND / 4, SECOND / 2);
        double half = heardWith(CONCERTINA, VOLUME, 64).level(SECOND / 4, SECOND / 2);
        assertEquals(40 * Math.log10(127 / 64.0), full - half, 0.1);
        double usual = heardWith(CONCERTINA, EXPRESSION, 127).level(SECOND / 4, SECOND / 2);
        double less = heardWith(CONCERTINA, EXPRESSION, 64).level(SECOND / 4, SECOND / 2);
        assertEquals(40 * Math.log10(127 / 64.0), usual - less, 0.1);
        assertEquals(0, heardWith(CONCERTINA, VOLUME, 0).peak(0, SECOND / 2));

        Listening middle = heardWith(CONCERTINA, PAN, 64);
        assertEquals(
                Listening.level(middle.left, SECOND / 4, SECOND / 2),
                Listening.level(middle.right, SECOND / 4, SECOND / 2),
                0.1);
        Listening leftmost = heardWith(CONCERTINA, PAN, 0);
        assertEquals(3, leftmost.level(SECOND / 4, SECOND / 2) - middle.level(SECOND / 4, SECOND / 2), 0.15);
        assertTrue(Listening.level(leftmost.right, SECOND / 4, SECOND / 2) < -90);
        Listening rightmost = heardWith(CONCERTINA, PAN, 127);
        assertTrue(Listening.level(rightmost.left, SECOND / 4, SECOND / 2) < -90);
    }

    private static Listening heardWith(int program, int controller, int value) {
        JsynRenderer band = Listening.dry(program);
        band.send(0, ShortMessages.CONTROL, controller, value);
        band.send(0, ShortMessages.NOTE_ON, 64, 80);
        return Listening.to(band, SECOND / 2);
    }

    @Test
    void aVolumeThatIsTurnedDownAtOnceDoesNotClick() {
        JsynRenderer band = Listening.dry(WHISTLE);
        band.send(0, ShortMessages.NOTE_ON, 64, 100);
        band.send(SECOND / 2, ShortMessages.CONTROL, VOLUME, 10);
        Listening heard = Listening.to(band, SECOND);
        double during = heard.sharpest(SECOND / 4, SECOND / 2);
        assertTrue(heard.sharpest(SECOND / 2, SECOND * 3 / 4) < 1.3 * during);
    }

    @Test
    void thePitchBendsByTwoSemitonesOrByAsManyAsAreAskedFor() {
        for (int program : new int[] {FIDDLE, WHISTLE, CONCERTINA, HARP, BASS}) {
            int pitch = program == BASS ? 40 : 69;
            JsynRenderer band = Listening.dry(program);
            band.send(0, ShortMessages.NOTE_ON, pitch, 100);
            band.send(SECOND / 10, BEND, 0, 0x60);
            Listening heard = Listening.to(band, 2 * SECOND);
            double up = Listening.hertz(pitch + 1);
            assertEquals(0, heard.cents(up, SECOND / 5, SECOND * 9 / 5), 2, "half way up, program " + program);
            double during = heard.sharpest(SECOND / 10 - 2400, SECOND / 10);
            assertTrue(heard.sharpest(SECOND / 10, SECOND / 5) < 2 * during, "no click, program " + program);
        }
        JsynRenderer wide = Listening.dry(CONCERTINA);
        wide.send(0, ShortMessages.CONTROL, 101, 0);
        wide.send(0, ShortMessages.CONTROL, 100, 0);
        wide.send(0, ShortMessages.CONTROL, 6, 12);
        wide.send(0, BEND, 0, 0);
        wide.send(0, ShortMessages.NOTE_ON, 69, 100);
        assertEquals(0, Listening.to(wide, 2 * SECOND).cents(220, SECOND / 5, SECOND * 9 / 5), 2, "an octave down");
    }

    @Test
    void theBodhranBeatsAlongWithTheBassUntilSomebodyDrums() {
        assertTrue(thump(false) > 8 * thump(true), thump(false) + " beside " + thump(true));
    }

    @Test
    void aChordOfTheBassIsOneBeat() {
        JsynRenderer band = new JsynRenderer();
        band.send(0, ShortMessages.PROGRAM, BASS, 0);
        for (int pitch : new int[] {40, 47, 52}) {
            band.send(0, ShortMessages.NOTE_ON, pitch, 90);
        }
        Listening.to(band, SECOND / 20);
        assertEquals(3 + 1, band.voices());
        band.send(SECOND / 4, ShortMessages.NOTE_ON, 45, 90);
        Listening.to(band, SECOND / 4);
        assertEquals(4 + 2, band.voices());
    }

    /** How much of the deep skin is heard under a bass note that has nothing near. */
    private static double thump(boolean drummed) {
        JsynRenderer band = new JsynRenderer();
        band.send(0, ShortMessages.PROGRAM, BASS, 0);
        if (drummed) {
            band.send(0, ShortMessages.NOTE_ON | 9, 60, 1);
        }
        band.send(SECOND, ShortMessages.NOTE_ON, 48, 90);
        return Listening.to(band, 2 * SECOND).power(84, SECOND + 4800, SECOND + 20_000);
    }

    @Test
    void theLoudestChordDoesNotClipAndNothingBreaksUnderAFlood() {
        SynthesisEngine engine = new SynthesisEngine(null);
        engine.setRealTime(false);
        engine.start(SoundRenderer.RATE, -1, 0, -1, 2);
        Band band = new Band(engine);
        Random random = new Random(5);
        double peak = 0;
        for (int block = 0; block < 4 * SECOND / Synthesizer.FRAMES_PER_BLOCK; block++) {
            if (block % 3 == 0) {
                int channel = random.nextInt(16);
                switch (random.nextInt(12)) {
                    case 0 -> band.receive(ShortMessages.PROGRAM | channel, random.nextInt(128), 0);
                    case 1 -> band.receive(BEND | channel, random.nextInt(128), random.nextInt(128));
                    case 2 -> band.receive(ShortMessages.CONTROL | channel, VOLUME, 127);
                    case 3 -> band.receive(ShortMessages.CONTROL | channel, random.nextInt(128), random.nextInt(128));
                    case 4 -> band.receive(ShortMessages.NOTE_OFF | channel, random.nextInt(128), 0);
                    default -> band.receive(ShortMessages.NOTE_ON | channel, random.nextInt(128), 127);
                }
            }
            band.generate(0, Synthesizer.FRAMES_PER_BLOCK);
            for (int side = 0; side < 2; side++) {
                for (double sample : band.output.getValues(side)) {
                    assertTrue(Double.isFinite(sample));
                    peak = Math.max(peak, Math.abs(sample));
                }
            }
        }
        assertTrue(peak > 0.9 * Limiter.CEILING, "it is loud: " + peak);
        assertTrue(peak <= Limiter.CEILING + 1e-9, "the limiter holds: " + peak);
        assertTrue(band.voices() <= 16 * Part.POLYPHONY);
    }

    @Test
    void theRoomFadesToNothing() {
        JsynRenderer band = new JsynRenderer();
        band.send(0, ShortMessages.PROGRAM, CONCERTINA, 0);
        Listening.note(band, 0, SECOND / 4, 69, 100);
        Listening heard = Listening.to(band, 4 * SECOND);
        double early = heard.level(SECOND / 2, SECOND * 3 / 4);
        double late = heard.level(SECOND, SECOND * 5 / 4);
        assertTrue(early > -70, "it is there: " + early);
        assertEquals(60 / 1.1 / 2, early - late, 10, "decibels in half a second; highs fade faster");
        assertEquals(0, heard.peak(3 * SECOND, 4 * SECOND));
    }

    @Test
    void onceItPlaysItAllocatesNothing() {
        JsynRenderer band = new JsynRenderer();
        band.warmUp();
        byte[] block = new byte[band.block() * SoundRenderer.FRAME_BYTES];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                band.send(0, ShortMessages.NOTE_ON | i % 5, 40 + i % 30, 90);
                band.render(block, band.block());
                band.send(0, ShortMessages.NOTE_OFF | i % 5, 40 + i % 30, 0);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < 200, least + " bytes");
    }
}
