package org.lilt.midi.jsyn;

import java.util.Arrays;

/** The controllers of a channel, with the meanings and defaults of General MIDI. */
final class Controllers {
    static final int ALL_SOUND_OFF = 120;
    static final int ALL_NOTES_OFF = 123;
    static final int OMNI_OFF = 124;
    static final int OMNI_ON = 125;
    static final int MONO = 126;
    static final int POLY = 127;

    private static final int DATA_ENTRY = 6;
    private static final int VOLUME = 7;
    private static final int PAN = 10;
    private static final int EXPRESSION = 11;
    private static final int SUSTAIN = 64;
    private static final int REVERB = 91;
    private static final int NRPN_LOW = 98;
    private static final int NRPN_HIGH = 99;
    private static final int RPN_LOW = 100;
    private static final int RPN_HIGH = 101;
    private static final int RESET_ALL = 121;

    private static final int NO_BEND = 0x2000;
    private static final int NONE = 127;
    private static final double DEFAULT_BEND_SEMITONES = 2;
    private static final double HALF_TURN = Math.PI / 2;

    private final int[] values = new int[128];
    private int bend = NO_BEND;
    private double bendSemitones = DEFAULT_BEND_SEMITONES;
    private double gain;
    private double left;
    private double right;
    private double bendFactor = 1;

    Controllers() {
        values[VOLUME] = 100;
        values[PAN] = 64;
        values[REVERB] = 40;
        reset();
    }

    /** What "reset all controllers" resets; volume, pan and reverb stay (MIDI Manufacturers Association, RP-015). */
    private void reset() {
        values[EXPRESSION] = 127;
        values[SUSTAIN] = 0;
        Arrays.fill(values, NRPN_LOW, RPN_HIGH + 1, NONE);
        bend = NO_BEND;
        update();
    }

    void set(int controller, int value) {
        values[controller] = value;
        switch (controller) {
            case RESET_ALL -> reset();
            case NRPN_LOW, NRPN_HIGH -> {
                values[RPN_LOW] = NONE;
                values[RPN_HIGH] = NONE;
            }
            case DATA_ENTRY -> {
                if (values[RPN_LOW] == 0 && values[RPN_HIGH] == 0) {
                    bendSemitones = value;
                }
            }
            default -> {}
        }
        update();
    }

    /**
     * Sets the pitch bend.
     *
     * @param value 0 to 16,383; 8,192 is none
     */
    void bend(int value) {
        bend = value;
        update();
    }

    private void update() {
        // Amplitude goes with the square of volume and expression (MIDI Manufacturers Association, RP-003).
        double amplitude = values[VOLUME] / 127.0 * values[EXPRESSION] / 127.0;
        gain = amplitude * amplitude;
        double angle = HALF_TURN * Math.max(0, values[PAN] - 1) / 126;
        left = Math.cos(angle);
        right = Math.sin(angle);
        bendFactor = Math.pow(2, bendSemitones * (bend - NO_BEND) / NO_BEND / 12);
    }

    boolean sustain() {
        return values[SUSTAIN] >= 64;
    }

    /** Of volume and expression, 0 to 1. */
    double gain() {
        return gain;
    }

    /** Equal power: the squares of left and right add up to 1. */
    double left() {
        return left;
    }

    double right() {
        return right;
    }

    /** Part of the sound that the reverb gets, 0 to 1. */
    double reverb() {
        return values[REVERB] / 127.0;
    }

    /** By what frequencies are multiplied. */
    double bendFactor() {
        return bendFactor;
    }
}
