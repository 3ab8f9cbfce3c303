package org.lilt.midi.jsyn;

import com.jsyn.Synthesizer;
import com.jsyn.engine.SynthesisEngine;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * One channel: its controllers and its voices. At most {@value #POLYPHONY} voices sound; a further note takes the place of the one that
 * has been ending for longest, or else of the oldest, which fades in a few milliseconds in a voice of its own.
 */
final class Part {
    static final int POLYPHONY = 8;

    /** Voices of an instrument: those that sound and as many that fade. */
    private static final int POOL = 2 * POLYPHONY;

    private static final int GRAIN = Synthesizer.FRAMES_PER_BLOCK;
    private static final int MIDDLE_A = 69;
    private static final double MIDDLE_A_HERTZ = 440;

    /** How far levels go towards their aim in a block: most of the way in 10 ms, so that a turned knob does not crackle. */
    private static final double GLIDE = 0.03;

    private final SynthesisEngine engine;
    private final int seed;
    private final Controllers controllers = new Controllers();
    private final Map<Instrument, Voice[]> pools = new EnumMap<>(Instrument.class);
    private final Voice[] active = new Voice[POOL * Instrument.values().length];
    private final double[] mono = new double[GRAIN];
    private Voice[] pool;
    private Instrument instrument;
    private int count;
    private long order;
    private double left;
    private double right;

    Part(SynthesisEngine engine, int channel, Instrument instrument) {
        this.engine = engine;
        seed = 1_000 * (channel + 1);
        this.instrument = instrument;
    }

    /** Makes the voices of an instrument when it is chosen first; what sounds goes on as it is. */
    void choose(Instrument chosen) {
        instrument = chosen;
        pool = pools.computeIfAbsent(chosen, this::voices);
    }

    private Voice[] voices(Instrument of) {
        Voice[] voices = new Voice[POOL];
        for (int i = 0; i < voices.length; i++) {
            voices[i] = of.voice.apply(seed + 100 * of.ordinal() + i);
            voices[i].setSynthesisEngine(engine);
        }
        return voices;
    }

    Instrument instrument() {
        return instrument;
    }

    void noteOn(int pitch, int velocity) {
        if (pool == null) {
            choose(instrument);
        }
        noteOff(pitch);
        if (sounding() >= POLYPHONY) {
            place().hush();
        }
        Voice voice = free();
        if (voice != null) {
            voice.order = order++;
            active[count++] = voice;
            double hertz = MIDDLE_A_HERTZ * Math.pow(2, (pitch - MIDDLE_A) / 12.0);
            voice.begin(pitch, hertz, velocity / 127.0);
        }
    }

    /** Voices that have not been told to make room. */
    int sounding() {
        int sounding = 0;
        for (int i = 0; i < count; i++) {
            sounding += active[i].hushed() ? 0 : 1;
        }
        return sounding;
    }

    /** Which voice makes room. */
    private Voice place() {
        Voice place = null;
        for (int i = 0; i < count; i++) {
            Voice voice = active[i];
            if (!voice.hushed()
                    && (place == null || (voice.held == place.held ? voice.order < place.order : place.held))) {
                place = voice;
            }
        }
        return place;
    }

    /** A voice that is silent; null when all still fade, which takes more than a pool of notes within milliseconds. */
    private Voice free() {
        for (Voice voice : pool) {
            boolean used = false;
            for (int i = 0; i < count && !used; i++) {
                used = active[i] == voice;
            }
            if (!used) {
                return voice;
            }
        }
        return null;
    }

    void noteOff(int pitch) {
        for (int i = 0; i < count; i++) {
            Voice voice = active[i];
            if (voice.held && voice.pitch == pitch) {
                if (controllers.sustain()) {
                    voice.sustained = true;
                } else {
                    voice.end();
                }
            }
        }
    }

    void control(int controller, int value) {
        switch (controller) {
            case Controllers.ALL_SOUND_OFF -> {
                for (int i = 0; i < count; i++) {
                    active[i].hush();
                }
            }
            case Controllers.ALL_NOTES_OFF,
                    Controllers.OMNI_OFF,
                    Controllers.OMNI_ON,
                    Controllers.MONO,
                    Controllers.POLY -> {
                for (int i = 0; i < count; i++) {
                    if (active[i].held) {
                        noteOff(active[i].pitch);
                    }
                }
            }
            default -> {
                controllers.set(controller, value);
                if (!controllers.sustain()) {
                    endSustained();
                }
            }
        }
    }

    private void endSustained() {
        for (int i = 0; i < count; i++) {
            if (active[i].sustained) {
                active[i].sustained = false;
                active[i].end();
            }
        }
    }

    void bend(int value) {
        controllers.bend(value);
    }

    /** Runs a block of every voice and adds it to the mix and to what the reverb gets. */
    void addTo(double[] mixLeft, double[] mixRight, double[] send) {
        double aimLeft = controllers.gain() * controllers.left();
        double aimRight = controllers.gain() * controllers.right();
        if (count == 0) {
            left = aimLeft;
            right = aimRight;
            return;
        }
        Arrays.fill(mono, 0);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            Voice voice = active[i];
            voice.addTo(mono, controllers.bendFactor());
            if (!voice.finished()) {
                active[kept++] = voice;
            }
        }
        count = kept;
        double stepLeft = (aimLeft - left) * GLIDE / GRAIN;
        double stepRight = (aimRight - right) * GLIDE / GRAIN;
        double toReverb = controllers.reverb();
        for (int i = 0; i < GRAIN; i++) {
            left += stepLeft;
            right += stepRight;
            mixLeft[i] += left * mono[i];
            mixRight[i] += right * mono[i];
            send[i] += toReverb * (left + right) * mono[i];
        }
    }
}
