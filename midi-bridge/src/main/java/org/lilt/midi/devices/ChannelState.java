package org.lilt.midi.devices;

import java.util.Arrays;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.SoundingNotes;

/** What a receiver has been told about its channels other than notes, so that a new one can be told the same. [player thread] */
final class ChannelState {
    private static final int CHANNELS = 16;
    private static final int VALUES = 128;
    private static final byte NONE = -1;
    private static final int PITCH_BEND = 0xE0;

    /** The controllers from 120 on are commands, not states. */
    private static final int CONTROLLERS = ShortMessages.ALL_SOUND_OFF;

    private final byte[] programs = new byte[CHANNELS];
    private final byte[] controllers = new byte[CHANNELS * VALUES];
    private final short[] bends = new short[CHANNELS];

    ChannelState() {
        Arrays.fill(programs, NONE);
        Arrays.fill(controllers, NONE);
        Arrays.fill(bends, NONE);
    }

    void sent(int status, int data1, int data2) {
        int channel = status & 0x0F;
        switch (status & 0xF0) {
            case ShortMessages.PROGRAM -> programs[channel] = (byte) data1;
            case PITCH_BEND -> bends[channel] = (short) (data2 << 7 | data1);
            case ShortMessages.CONTROL -> {
                if (data1 < CONTROLLERS) {
                    controllers[channel * VALUES + data1] = (byte) data2;
                }
            }
            default -> {
                // Notes and pressure pass.
            }
        }
    }

    /** Writes the state, controllers before programs, because a bank is a controller. */
    void replay(SoundingNotes.Sink sink) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int controller = 0; controller < CONTROLLERS; controller++) {
                byte value = controllers[channel * VALUES + controller];
                if (value != NONE) {
                    sink.accept(ShortMessages.CONTROL | channel, controller, value);
                }
            }
            if (programs[channel] != NONE) {
                sink.accept(ShortMessages.PROGRAM | channel, programs[channel], 0);
            }
            if (bends[channel] != NONE) {
                sink.accept(PITCH_BEND | channel, bends[channel] & 0x7F, bends[channel] >> 7);
            }
        }
    }
}
