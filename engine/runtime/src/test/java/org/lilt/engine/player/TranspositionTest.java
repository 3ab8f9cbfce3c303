package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lilt.plugin.Parameter;

class TranspositionTest {
    private final TestDestination destination = new TestDestination(1000, 0);
    private final Parameter semitones = Setup.transposeParameter();
    private final Transposition notes =
            new Transposition(semitones, new Sounding(destination, new MessageListener() {}));

    private List<Integer> pitches() {
        return destination.messages.stream().map(TestDestination.Message::data1).toList();
    }

    @Test
    void aNoteOffGoesWhereItsNoteOnWent() {
        notes.on(0, 0, 0, 60, 90);
        semitones.set(5);
        notes.on(1, 1, 0, 64, 90);
        notes.off(2, 2, 0, 60);
        notes.off(3, 3, 0, 64);
        assertEquals(List.of(60, 69, 60, 69), pitches());
        assertEquals(0, destination.sounding());
    }

    @Test
    void aNoteThatIsStruckAgainElsewhereEndsWhereItWas() {
        notes.on(0, 0, 0, 60, 90);
        semitones.set(-2);
        notes.on(1, 1, 0, 60, 90);
        notes.off(2, 2, 0, 60);
        assertEquals(1, destination.sounding(), "the second strike goes on");
        notes.off(3, 3, 0, 60);
        assertEquals(List.of(60, 60, 58, 58), pitches());
        assertEquals(0, destination.sounding());
    }

    @Test
    void drumsStayAndTheEndsOfTheRangeAreFoldedByOctaves() {
        semitones.set(24);
        notes.on(0, 0, 9, 38, 90);
        notes.on(0, 0, 0, 120, 90);
        semitones.set(-36);
        notes.on(0, 0, 0, 20, 90);
        assertEquals(List.of(38, 120, 8), pitches());
    }

    @Test
    void whateverIsTurnedNothingIsLeftSounding() {
        Random random = new Random(3);
        int[] open = new int[128];
        for (int i = 0; i < 20_000; i++) {
            semitones.set(random.nextInt(73) - 36);
            int pitch = random.nextInt(128);
            if (random.nextBoolean()) {
                notes.on(i, i, 0, pitch, 90);
                open[pitch]++;
            } else if (open[pitch] > 0) {
                notes.off(i, i, 0, pitch);
                open[pitch]--;
            }
        }
        for (int pitch = 0; pitch < 128; pitch++) {
            for (; open[pitch] > 0; open[pitch]--) {
                notes.off(20_000, 20_000, 0, pitch);
            }
        }
        assertEquals(0, destination.sounding());
        assertTrue(destination.messages.size() > 10_000);
    }
}
