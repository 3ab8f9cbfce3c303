package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranspositionTest {
    private static final class Melody implements AbcEvents {
        private final List<String> notes = new ArrayList<>();
        private final int shift;

        Melody(int shift) {
            this.shift = shift;
        }

        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
            if (channel == 0) {
                notes.add(tick + " on " + (pitch + shift));
            }
        }

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {
            if (channel == 0) {
                notes.add(tick + " off " + (pitch + shift));
            }
        }
    }

    private static List<String> melody(String tune, int shift) {
        Melody melody = new Melody(shift);
        AbcFile.read("X:1\n" + tune, melody, AbcDiagnostics.NONE, AbcOptions.FILE);
        melody.notes.sort(null);
        return melody.notes;
    }

    @Test
    void writesKeysNotesAccidentalsAndChordsAnew() {
        assertEquals(
                "M:4/4\nL:1/8\nK:G\n\"G\"Bd^cg \"D/f+\"{a}=F2|[K:Em]e__A!trill!g[Bd]|\n\n",
                Transposition.of("M:4/4\nL:1/8\nK:F\n\"F\"Ac=Bf \"C/e\"{g}_e,2|[K:Dm]d__G!trill!F'[Ac]|\n\n", 2)
                        .orElseThrow());
    }

    @Test
    void leavesWhatIsNoMusicAlone() {
        assertEquals(
                "R:reel\nM:C|\nL:1/8\nK:Bb\nM:3/4\n\"^Fine\"B~Be !D.C.!d|:\"(F7)\"z2|\"Bbd\"B2:|\n\n",
                Transposition.of("R:reel\nM:C|\nL:1/8\nK:A\nM:3/4\n\"^Fine\"A~Ad !D.C.!c|:\"(E7)\"z2|\"Ad\"A2:|\n\n", 1)
                        .orElseThrow());
    }

    @Test
    void refusesKeysThatAreNoKeys() {
        assertEquals(Optional.empty(), Transposition.of("L:1/8\nK:none\nabc|\n\n", 2));
        assertEquals(Optional.empty(), Transposition.of("L:1/8\n", 2));
    }

    @Test
    void everyTuneSoundsTheSameElsewhereAndComesBack() throws IOException {
        int moved = 0;
        for (String tune : Tunes.all()) {
            String normal = NormalForm.of(tune);
            List<String> here = melody(normal, 0);
            for (int semitones = -6; semitones <= 6; semitones++) {
                Optional<String> there = Transposition.of(normal, semitones);
                if (there.isPresent()) {
                    assertEquals(here, melody(there.get(), -semitones), normal);
                    Optional<String> back = Transposition.of(there.get(), -semitones);
                    if (back.isPresent() && key(back.get()).equals(key(normal))) {
                        assertEquals(normal, back.get());
                    }
                    moved++;
                }
            }
        }
        assertTrue(moved > 10_000, moved + " tunes moved");
    }

    private static String key(String tune) {
        int at = tune.indexOf("K:");
        return tune.substring(at, tune.indexOf('\n', at));
    }
}
