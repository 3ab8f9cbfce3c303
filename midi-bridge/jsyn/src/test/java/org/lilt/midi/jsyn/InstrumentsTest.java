package org.lilt.midi.jsyn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lilt.midi.jsyn.Listening.BASS;
import static org.lilt.midi.jsyn.Listening.CONCERTINA;
import static org.lilt.midi.jsyn.Listening.FIDDLE;
import static org.lilt.midi.jsyn.Listening.HARP;
import static org.lilt.midi.jsyn.Listening.SECOND;
import static org.lilt.midi.jsyn.Listening.WHISTLE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lilt.midi.ShortMessages;

/** Single notes, heard from a band as it is rendered. */
class InstrumentsTest {
    private static final int START = SECOND / 10;

    private static Listening note(int program, int pitch, int velocity, double seconds, double then) {
        JsynRenderer band = Listening.dry(program);
        int end = START + (int) (seconds * SECOND);
        Listening.note(band, START, end, pitch, velocity);
        return Listening.to(band, end + (int) (then * SECOND));
    }

    @ParameterizedTest
    @CsvSource({
        "40, 55", "40, 62", "40, 69", "40, 76", "40, 88", "72, 62", "72, 67", "72, 74", "72, 86", "72, 93", "21, 48",
        "21, 55", "21, 69", "21, 84", "21, 93", "46, 36", "46, 48", "46, 60", "46, 72", "46, 84", "46, 96", "32, 28",
        "32, 33", "32, 40", "32, 52", "32, 60"
    })
    void aNoteSoundsAtItsPitchWithoutDirectCurrentOrClipping(int program, int pitch) {
        for (int velocity : new int[] {40, 96, 127}) {
            Listening heard = note(program, pitch, velocity, 2.5, 0.1);
            int from = START + SECOND / 5;
            double cents = heard.cents(Listening.hertz(pitch), from, from + 2 * SECOND);
            assertEquals(0, cents, 2, "cents off at velocity " + velocity);
            assertTrue(heard.peak(START, from) > 0.02, "it can be heard at velocity " + velocity);
            assertTrue(heard.peak(0, heard.left.length) < 0.9, "peak " + heard.peak(0, heard.left.length));
            assertEquals(0, heard.mean(from, from + 2 * SECOND), 5e-4, "direct current");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FIDDLE, WHISTLE, CONCERTINA, HARP, BASS})
    void theFundamentalStandsFarAboveWhatLiesBetweenTheHarmonics(int program) {
        int pitch = program == BASS ? 40 : 69;
        Listening heard = note(program, pitch, 96, 2.5, 0);
        int from = START + SECOND / 5;
        double fundamental = heard.power(Listening.hertz(pitch), from, from + 2 * SECOND);
        for (double between : new double[] {0.5, 0.75, 1.4, 1.6, 2.5}) {
            double power = heard.power(between * Listening.hertz(pitch), from, from + 2 * SECOND);
            assertTrue(10 * Math.log10(fundamental / power) > 35, "at " + between + " times the fundamental");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FIDDLE, WHISTLE, CONCERTINA})
    void aBowedOrBlownNoteIsHeldAndThenEnds(int program) {
        Listening heard = note(program, 69, 96, 3, 1);
        double early = heard.level(START + SECOND / 5, START + SECOND);
        double late = heard.level(START + 2 * SECOND, START + 3 * SECOND);
        assertEquals(early, late, 3, "decibels, beats of the reeds included");
        int end = START + 3 * SECOND;
        assertTrue(heard.level(end + SECOND / 4, end + SECOND / 2) < early - 60, "a quarter of a second after its end");
        assertEquals(0, heard.peak(end + SECOND / 2, end + SECOND), "silence");
    }

    @Test
    void aHarpStringFallsByTheTimeGivenAndHighStringsFaster() {
        double[] falls = new double[3];
        int[] pitches = {48, 60, 84};
        for (int i = 0; i < pitches.length; i++) {
            Listening heard = note(HARP, pitches[i], 96, 3, 0);
            double hertz = Listening.hertz(pitches[i]);
            int early = START + SECOND / 4;
            int late = early + SECOND;
            falls[i] = 10
                    * Math.log10(heard.power(hertz, early, early + SECOND / 2)
                            / heard.power(hertz, late, late + SECOND / 2));
        }
        assertEquals(60 / 4.0, falls[1], 1, "decibels a second at middle C, which falls by 60 dB in 4 s");
        assertEquals(15 / Math.sqrt(2), falls[0], 1);
        assertEquals(15 * 2, falls[2], 2);
    }

    @Test
    void theHandStopsABassStringSoonerThanAHarpString() {
        Listening bass = note(BASS, 40, 96, 0.5, 1);
        Listening harp = note(HARP, 48, 96, 0.5, 1);
        int end = START + SECOND / 2;
        assertTrue(bass.level(end + SECOND / 5, end + SECOND / 4) < bass.level(START, end) - 45);
        assertTrue(harp.level(end + SECOND / 5, end + SECOND / 4) > harp.level(START, end) - 35);
        assertEquals(0, bass.peak(end + SECOND / 2, end + SECOND));
    }

    @Test
    void theBodhranEndsByItselfAndIsHigherAndShorterAtTheRim() {
        JsynRenderer band = new JsynRenderer();
        band.send(START, ShortMessages.NOTE_ON | 9, 36, 110);
        band.send(START + 2 * SECOND, ShortMessages.NOTE_ON | 9, 56, 110);
        Listening heard = Listening.to(band, 4 * SECOND);
        int rim = START + 2 * SECOND;
        assertTrue(heard.peak(START, START + SECOND / 10) > 0.1);
        double deep = 82;
        double high = 240;
        assertTrue(at(heard, deep, START) > 10 * at(heard, high, START), "the middle of the skin");
        assertTrue(at(heard, high, rim) > 10 * at(heard, deep, rim), "its rim");
        assertTrue(heard.level(START + SECOND, rim) < -70, "no note off was sent");
    }

    private static double at(Listening heard, double hertz, int start) {
        return heard.power(hertz, start + SECOND / 10, start + SECOND * 2 / 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {FIDDLE, WHISTLE, CONCERTINA, HARP, BASS})
    void aNoteEndsWithoutAClickAndSoDoesOneThatIsCutOff(int program) {
        int pitch = program == BASS ? 40 : 64;
        double seconds = 0.35;
        for (boolean cut : new boolean[] {false, true}) {
            JsynRenderer band = Listening.dry(program);
            int end = START + (int) (seconds * SECOND);
            band.send(START, ShortMessages.NOTE_ON, pitch, 100);
            if (cut) {
                band.send(end, ShortMessages.CONTROL, ShortMessages.ALL_SOUND_OFF, 0);
            } else {
                band.send(end, ShortMessages.NOTE_OFF, pitch, 0);
            }
            Listening heard = Listening.to(band, end + SECOND / 2);
            int at = end + band.latency();
            double during = heard.sharpest(at - SECOND / 10, at - 100);
            double after = heard.sharpest(at - 50, at + SECOND / 3);
            assertTrue(after < 1.3 * during + 3.0 / 32_768, after + " at the end, " + during + " in the note");
        }
    }

    @Test
    void harderIsLouder() {
        for (int program : new int[] {FIDDLE, WHISTLE, CONCERTINA, HARP, BASS}) {
            int pitch = program == BASS ? 40 : 64;
            Listening soft = note(program, pitch, 40, 0.5, 0);
            Listening hard = note(program, pitch, 120, 0.5, 0);
            double gained = hard.level(START, START + SECOND / 2) - soft.level(START, START + SECOND / 2);
            assertTrue(gained > 10 && gained < 22, gained + " dB, program " + program);
        }
    }
}
