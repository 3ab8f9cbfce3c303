package org.lilt.engine.player;

/**
 * What a part has left on its channels that would go on when its notes have ended: sustain pedals that are down, pitches that are bent. Owned by the
 * player thread; allocates nothing.
 */
final class HeldControllers {
    /** No bend, of the 14 bits. */
    static final int CENTRE = 1 << 13;

    static final int SUSTAIN = 64;
    private static final int DOWN = 64;
    private static final int CHANNELS = 16;

    private final boolean[] pedal = new boolean[CHANNELS];
    private final boolean[] bent = new boolean[CHANNELS];

    /** Notes a control change that was sent. */
    void control(int channel, int controller, int value) {
        if (controller == SUSTAIN) {
            pedal[channel] = value >= DOWN;
        }
    }

    /** Notes a bend that was sent. */
    void bend(int channel, int value) {
        bent[channel] = value != CENTRE;
    }

    /** Whether the pedal of a channel is to be lifted; it counts as lifted from then on. */
    boolean takePedal(int channel) {
        boolean was = pedal[channel];
        pedal[channel] = false;
        return was;
    }

    /** Whether a channel is to be bent back; it counts as straight from then on. */
    boolean takeBend(int channel) {
        boolean was = bent[channel];
        bent[channel] = false;
        return was;
    }
}
