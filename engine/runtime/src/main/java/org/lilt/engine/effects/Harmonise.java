package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Parameter;

/** A second voice in thirds or sixths within the key, and a drone of key note and fifth under the tune. */
final class Harmonise extends NoteEffect {
    private static final String PATH = "effects/harmonise";
    private static final double PERCENT = 100;

    /** Steps of the scale, by the number of the choice. */
    private static final int[] STEPS = {0, 2, -2, 5, -5};

    private static final int DRONE_BASE = 43;
    private static final int FIFTH = 7;
    private static final int NONE = -1;

    private final Parameter voice;
    private final Parameter level;
    private final Parameter drone;
    private final Parameter channel;
    private int droneRoot = NONE;
    private int droneChannel;

    Harmonise() {
        this(
                Parameter.choice(
                        "voice", "Voice", PATH, 1, "none", "third above", "third below", "sixth above", "sixth below"),
                new Parameter("level", "Level", PATH, 1, PERCENT, 70, false, "%"),
                Parameter.toggle("drone", "Drone", PATH, false),
                channelParameter(PATH, 1));
    }

    private Harmonise(Parameter voice, Parameter level, Parameter drone, Parameter channel) {
        super(2, voice, level, drone, channel);
        this.voice = voice;
        this.level = level;
        this.drone = drone;
        this.channel = channel;
    }

    @Override
    void handle(Event e, EventSink out) {
        if (e.kind == Event.Kind.TUNE_END || drone.current() == 0) {
            endDrone(e);
        }
        super.handle(e, out);
    }

    @Override
    void noteOn(Event e) {
        play(e, e.channel, e.data1, e.data2, 0);
        if (!isFor(channel, e.channel)) {
            return;
        }
        double velocity = e.data2 * level.current() / PERCENT;
        int steps = STEPS[(int) voice.current()];
        if (steps != 0) {
            play(e, e.channel, Scales.step(at(e.tick).scale(), e.data1, steps), velocity, 0);
        }
        if (drone.current() != 0
                && at(e.tick).tune != 0) { // a note that is late must not begin it again after the tune
            beginDrone(e, velocity(velocity));
        }
    }

    private void beginDrone(Event e, int velocity) {
        int root = DRONE_BASE + Math.floorMod(at(e.tick).tonic() - DRONE_BASE, 12);
        if (root == droneRoot && e.channel == droneChannel) {
            return;
        }
        endDrone(e);
        if (agenda.noteOn(e.tick, e.channel, root, velocity, e.source)) {
            if (agenda.noteOn(e.tick, e.channel, root + FIFTH, velocity, e.source)) {
                droneRoot = root;
                droneChannel = e.channel;
            } else {
                agenda.noteOff(e.tick, e.channel, root, e.source);
            }
        }
    }

    private void endDrone(Event e) {
        if (droneRoot != NONE) {
            agenda.noteOff(e.tick, droneChannel, droneRoot, e.source);
            agenda.noteOff(e.tick, droneChannel, droneRoot + FIFTH, e.source);
            droneRoot = NONE;
        }
    }

    @Override
    public void reset() {
        super.reset();
        droneRoot = NONE;
    }
}
