package org.lilt.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.lilt.abc.AbcEvents;
import org.lilt.midi.synth.SoundRenderer;
import org.lilt.midi.synth.WavDestination;
import org.lilt.plugin.Event;

/** Renders the tunes of a file one after another, each in its own tempo. Throws {@link UncheckedIOException} when the disk does. */
final class WavTunes implements AbcEvents {
    private static final double DEFAULT_TEMPO = 120;
    private static final double BREATH_SECONDS = 1;
    private static final int NOTE_OFF = 0x80;
    private static final int NOTE_ON = 0x90;
    private static final int CONTROL = 0xB0;
    private static final int PROGRAM = 0xC0;
    private static final int OFF_VELOCITY = 64;

    private final WavDestination wav;
    private final Double tempo;
    private double framesPerTick;
    private long anchorTick;
    private double anchorFrame;
    private int tunes;

    /**
     * Begins before the first tune.
     *
     * @param wav takes the messages
     * @param tempo quarter notes a minute for every tune; null to follow each tune's own Q:
     */
    WavTunes(WavDestination wav, Double tempo) {
        this.wav = wav;
        this.tempo = tempo;
    }

    int tunes() {
        return tunes;
    }

    @Override
    public void tuneStart(int ordinal, long tick) {
        anchorTick = 0;
        framesPerTick = framesPerTick(tempo == null ? DEFAULT_TEMPO : tempo);
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        if (tempo == null) {
            anchorFrame = frame(tick);
            anchorTick = tick;
            framesPerTick = framesPerTick(quartersPerMinute);
        }
    }

    @Override
    public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
        send(tick, NOTE_ON | channel, pitch, velocity);
    }

    @Override
    public void noteOff(long tick, int channel, int pitch, long character) {
        send(tick, NOTE_OFF | channel, pitch, OFF_VELOCITY);
    }

    @Override
    public void program(long tick, int channel, int program) {
        send(tick, PROGRAM | channel, program, 0);
    }

    @Override
    public void control(long tick, int channel, int controller, int value) {
        send(tick, CONTROL | channel, controller, value);
    }

    @Override
    public void tuneEnd(int ordinal, long tick) {
        tunes = ordinal;
        anchorFrame = frame(tick) + BREATH_SECONDS * SoundRenderer.RATE;
    }

    private void send(long tick, int status, int data1, int data2) {
        long frame = Math.round(frame(tick));
        try {
            wav.advance(Math.max(0, frame - wav.lead()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wav.send(frame, status, data1, data2);
    }

    private double frame(long tick) {
        return anchorFrame + (tick - anchorTick) * framesPerTick;
    }

    private static double framesPerTick(double quartersPerMinute) {
        return SoundRenderer.RATE * 60 / (quartersPerMinute * Event.TICKS_PER_QUARTER);
    }
}
