package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/** Moves notes by semitones, or, locked to the key, by as many steps of the tune's scale as come nearest. Drums stay. */
final class Transpose extends NoteEffect {
    private static final String PATH = "effects/transpose";
    private static final int MOST = 36;
    private static final double STEPS_TO_SEMITONES = 7 / 12.0;

    private final Parameter semitones;
    private final Parameter lock;

    Transpose() {
        this(
                new Parameter("semitones", "Semitones", PATH, -MOST, MOST, 0, true, "semitones"),
                Parameter.toggle("lock", "Lock to the key", PATH, false));
    }

    private Transpose(Parameter semitones, Parameter lock) {
        super(1, semitones, lock);
        this.semitones = semitones;
        this.lock = lock;
    }

    @Override
    void noteOn(Event e) {
        int by = (int) semitones.current();
        int pitch = e.data1;
        if (e.channel != DRUMS && by != 0) {
            pitch = lock.current() == 0
                    ? pitch + by
                    : Scales.step(at(e.tick).scale(), pitch, (int) Math.round(by * STEPS_TO_SEMITONES));
        }
        play(e, e.channel, pitch, e.data2, 0);
    }
}
