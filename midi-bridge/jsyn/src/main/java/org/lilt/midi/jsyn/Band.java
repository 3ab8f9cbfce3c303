package org.lilt.midi.jsyn;

import com.jsyn.Synthesizer;
import com.jsyn.engine.SynthesisEngine;
import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.FilterHighPass;
import com.jsyn.unitgen.UnitGenerator;
import java.util.Arrays;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.synth.SoundRenderer;

/**
 * Sixteen parts, a room around them and a limiter behind. The tenth channel is the bodhran; as long as nothing is played there, it beats
 * along softly with the bass.
 */
final class Band extends UnitGenerator {
    private static final int CHANNELS = 16;
    private static final int DRUM_CHANNEL = 9;
    private static final int PITCH_BEND = 0xE0;
    private static final int DEEP_STROKE = 36;

    /** How hard the bodhran beats along, beside the bass. */
    private static final double ALONG = 0.55;

    /** Blocks between two of its strokes along, 60 ms: of a chord of the bass one note is the beat. */
    private static final int BEAT_BLOCKS = SoundRenderer.RATE * 60 / 1000 / Synthesizer.FRAMES_PER_BLOCK;

    /** What the band as a whole is turned up by: a melody, a bass and chords stay just below the limiter. */
    private static final double GAIN = 0.8;

    /** Below hearing: takes away what a pulse or a pluck has of direct current. */
    private static final double LOWEST_HERTZ = 18;

    /** Left and right. */
    final UnitOutputPort output;

    private final Part[] parts = new Part[CHANNELS];
    private final Reverb reverb = new Reverb();
    private final FilterHighPass[] highPasses = {new FilterHighPass(), new FilterHighPass()};
    private final Limiter limiter = new Limiter();
    private boolean drummed;
    private int blocksSinceBeat = BEAT_BLOCKS;

    Band(SynthesisEngine engine) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            parts[channel] = new Part(engine, channel, channel == DRUM_CHANNEL ? Instrument.BODHRAN : Instrument.HARP);
        }
        // Here rather than at its first stroke, which may come with any bass note.
        parts[DRUM_CHANNEL].choose(Instrument.BODHRAN);
        reverb.setSynthesisEngine(engine);
        limiter.setSynthesisEngine(engine);
        for (int side = 0; side < highPasses.length; side++) {
            FilterHighPass highPass = highPasses[side];
            highPass.frequency.set(LOWEST_HERTZ);
            highPass.Q.set(Math.sqrt(0.5));
            highPass.output.connect(0, limiter.input, side);
            highPass.setSynthesisEngine(engine);
        }
        output = limiter.output;
    }

    /** Takes a message of a channel, due now. */
    void receive(int status, int data1, int data2) {
        int channel = status & 0x0F;
        Part part = parts[channel];
        switch (status & 0xF0) {
            case ShortMessages.NOTE_OFF -> part.noteOff(data1);
            case ShortMessages.NOTE_ON -> {
                if (data2 == 0) {
                    part.noteOff(data1);
                } else {
                    noteOn(channel, data1, data2);
                }
            }
            case ShortMessages.CONTROL -> part.control(data1, data2);
            case ShortMessages.PROGRAM -> {
                if (channel != DRUM_CHANNEL) {
                    part.choose(Instrument.of(data1));
                }
            }
            case PITCH_BEND -> part.bend(data1 | data2 << 7);
            default -> {} // pressure: no instrument here answers to it
        }
    }

    private void noteOn(int channel, int pitch, int velocity) {
        parts[channel].noteOn(pitch, velocity);
        drummed |= channel == DRUM_CHANNEL;
        if (!drummed && parts[channel].instrument() == Instrument.BASS && blocksSinceBeat >= BEAT_BLOCKS) {
            blocksSinceBeat = 0;
            parts[DRUM_CHANNEL].noteOn(DEEP_STROKE, Math.max(1, (int) (ALONG * velocity)));
        }
    }

    @Override
    public void generate(int start, int limit) {
        double[] left = highPasses[0].input.getValues();
        double[] right = highPasses[1].input.getValues();
        double[] send = reverb.input.getValues();
        blocksSinceBeat = Math.min(BEAT_BLOCKS, blocksSinceBeat + 1);
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
        Arrays.fill(send, 0);
        for (Part part : parts) {
            part.addTo(left, right, send);
        }
        reverb.generate(start, limit);
        for (int i = start; i < limit; i++) {
            left[i] = GAIN * (left[i] + reverb.output.getValues(0)[i]);
            right[i] = GAIN * (right[i] + reverb.output.getValues(1)[i]);
        }
        highPasses[0].generate(start, limit);
        highPasses[1].generate(start, limit);
        limiter.generate(start, limit);
    }

    /** Voices of all parts that have not been told to make room. */
    int voices() {
        int voices = 0;
        for (Part part : parts) {
            voices += part.sounding();
        }
        return voices;
    }
}
