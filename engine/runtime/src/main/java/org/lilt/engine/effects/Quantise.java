package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;

/** Moves notes to the nearest of a scale, of two to the lower one. Drums stay. */
final class Quantise extends NoteEffect {
    private static final String PATH = "effects/quantise";
    private static final String[] NAMES = {
        "key of the tune", "major", "minor", "dorian", "mixolydian", "pentatonic", "minor pentatonic", "blues"
    };

    /** By the number of the choice, from C, bit 0. The first is that of the tune. */
    private static final int[] SCALES = {
        0,
        0b1010_1011_0101,
        0b0101_1010_1101,
        0b0110_1010_1101,
        0b0110_1011_0101,
        0b0010_1001_0101,
        0b0100_1010_1001,
        0b0100_1110_1001
    };

    private final Parameter scale;
    private final Parameter tonic;

    Quantise() {
        this(
                Parameter.choice("scale", "Scale", PATH, 0, NAMES),
                Parameter.choice(
                        "tonic",
                        "Key note",
                        PATH,
                        0,
                        "key of the tune",
                        "C",
                        "C#",
                        "D",
                        "Eb",
                        "E",
                        "F",
                        "F#",
                        "G",
                        "Ab",
                        "A",
                        "Bb",
                        "B"));
    }

    private Quantise(Parameter scale, Parameter tonic) {
        super(1, scale, tonic);
        this.scale = scale;
        this.tonic = tonic;
    }

    @Override
    void noteOn(Event e) {
        int pitch = e.data1;
        if (e.channel != DRUMS) {
            Music.Moment now = at(e.tick);
            int of = SCALES[(int) scale.current()];
            int on = tonic.current() == 0 ? now.tonic() : (int) tonic.current() - 1;
            pitch = Scales.nearest(of == 0 ? now.scale() : Scales.on(on, of), pitch);
        }
        play(e, e.channel, pitch, e.data2, 0);
    }
}
