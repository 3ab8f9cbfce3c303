package org.lilt.midi.clock;

import org.lilt.midi.ClockSource;
import org.lilt.midi.ClockState;
import org.lilt.midi.MediaClock;
import org.lilt.midi.input.MidiInput;

/**
 * The MIDI clock that comes in at an input.
 *
 * @param follower is told by the input
 * @param input where it comes in
 */
public record FollowedClock(ClockFollower follower, MidiInput input) implements ClockSource {
    @Override
    public ClockState state() {
        return follower.state(input.clock().now());
    }

    @Override
    public MediaClock clock() {
        return input.clock();
    }

    @Override
    public boolean leadsTempo() {
        return true;
    }

    @Override
    public void close() {
        input.close();
    }
}
