package org.lilt.engine.player;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lilt.midi.ManualClock;
import org.lilt.midi.SilentDestination;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * Plays a few thousand notes to nobody, as fast as it goes. The virtual machine compiles what is called often; a message is sent a dozen times a second, so
 * that for minutes it would be interpreted, which takes longer than the messages are to be late.
 */
final class Rehearsal {
    /** By then the second compiler has seen to most of it. */
    private static final int MOMENTS = 12_000;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final double HORIZON_SECONDS = 0.1;
    private static final double QUARTERS_PER_MINUTE = 400;
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private Rehearsal() {}

    /** Begins one on a thread of its own, unless there has been one. [any thread; does not block] */
    static void begin() {
        if (DONE.compareAndSet(false, true)) {
            Thread thread = new Thread(Rehearsal::play, "lilt-rehearsal");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Plays it. Returns how many messages were sent. */
    static long play() {
        Parameter tempo =
                new Parameter("tempo", "Tempo", "", 1, QUARTERS_PER_MINUTE, QUARTERS_PER_MINUTE, false, "bpm");
        ManualClock clock = new ManualClock(TimeUnit.SECONDS.toNanos(1));
        Fifths generator = new Fifths();
        OfflinePerformance performance =
                new OfflinePerformance(generator, new SilentDestination(clock), tempo, HORIZON_SECONDS, List.of());
        while (generator.moments < MOMENTS) {
            clock.moveTo(clock.now() + STEP_NANOS);
            performance.doWork();
        }
        performance.stop();
        return performance.timing().events();
    }

    /** Two notes together, again and again. */
    private static final class Fifths implements Generator {
        private static final long LENGTH = Event.TICKS_PER_QUARTER / 4;
        private static final int LOW = 60;
        private static final int HIGH = 67;
        private static final int VELOCITY = 80;
        private long tick;
        private int moments;

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public void start(long at) {
            tick = at;
        }

        @Override
        public long advance(long until, EventSink out) {
            note(LOW, out);
            note(HIGH, out);
            tick += LENGTH;
            moments++;
            return tick;
        }

        private void note(int key, EventSink out) {
            out.accept(tick, Event.Kind.NOTE_ON, 0, key, VELOCITY, moments);
            out.accept(tick + LENGTH, Event.Kind.NOTE_OFF, 0, key, 0, moments);
        }
    }
}
