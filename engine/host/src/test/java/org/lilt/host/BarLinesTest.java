package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcReader;
import org.lilt.engine.generator.AbcGenerator;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.OfflinePerformance;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.midi.ClockSource;
import org.lilt.midi.ClockState;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.midi.clock.ClockSender;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/** The shipped preset beside a host that counts bars: the first full bar of each tune falls on one of its bar lines. */
class BarLinesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = SECOND / 500;
    private static final double TEMPO = 240;
    private static final long QUARTER = Event.TICKS_PER_QUARTER;
    private static final double TICKS_PER_NANO = TEMPO / 60 * QUARTER / SECOND;

    private final Time time = new Time();
    private final Parameter tempo = PlaySession.tempoParameter();
    private final Parameter transpose = Setup.transposeParameter();
    private final TextTap text = new TextTap();
    private final Tunes tunes = new Tunes();

    /** Takes everything at the moments of a clock that the test moves. */
    private static final class Time implements Destination, MediaClock {
        private long now;
        private long sent;

        @Override
        public String name() {
            return "time";
        }

        @Override
        public MediaClock clock() {
            return this;
        }

        @Override
        public long lead() {
            return SECOND / 200;
        }

        @Override
        public boolean send(long at, int status, int data1, int data2) {
            sent = at;
            return true;
        }

        @Override
        public void close() {}

        @Override
        public long now() {
            return now;
        }

        @Override
        public long rate() {
            return SECOND;
        }
    }

    /** The moments at which tunes begin; their first message is sent right after. */
    private final class Tunes implements MessageListener {
        private final List<Long> starts = new ArrayList<>();
        private boolean begun;

        @Override
        public void tuneStarts(long tick, int ordinal) {
            begun = true;
        }

        @Override
        public void sent(long tick, int status, int data1, int data2) {
            if (begun) {
                begun = false;
                starts.add(time.sent);
            }
        }
    }

    /** A host that has rolled for ever and was at bar line 0 at moment 0. */
    private record Rolling(Time time, long barTicks) implements ClockSource {
        @Override
        public ClockState state() {
            return new ClockState(
                    true, true, 7 * QUARTER, 7 * QUARTER / TICKS_PER_NANO, 420 / TICKS_PER_NANO, barTicks);
        }

        @Override
        public MediaClock clock() {
            return time;
        }

        @Override
        public boolean leadsTempo() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** What the notation says of the beginning of a tune. */
    private static final class Beginning implements AbcEvents {
        private final AbcReader reader = new AbcReader(this);
        private long bar = -1;
        private long length;

        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {}

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {}

        @Override
        public void bar(long tick) {
            if (bar < 0 && tick > 0) {
                bar = tick;
                length = reader.barLength();
            }
        }

        long pickup() {
            return bar < 0 || bar >= length ? 0 : bar;
        }
    }

    private List<Beginning> play(Optional<ClockSource> host, boolean sendsClock, double seconds) throws Exception {
        Source options = new Source();
        new picocli.CommandLine(options).parseArgs("--seed", "5");
        AbcGenerator generator = PlaySession.generator(options.load(tempo, transpose), text, 0);
        tempo.set(TEMPO);
        Setup setup = new Setup(
                tempo,
                transpose,
                Performance.DEFAULT_HORIZON_SECONDS,
                host,
                sendsClock ? Optional.of(new ClockSender(time)) : Optional.empty());
        OfflinePerformance performance = new OfflinePerformance(generator, time, setup, List.of(tunes));
        StringBuilder written = new StringBuilder();
        long read = 0;
        for (time.now = SECOND / 3; time.now < seconds * SECOND; time.now += STEP) {
            performance.doWork();
            read = text.read(read, written);
        }
        List<Beginning> beginnings = new ArrayList<>();
        for (String tune : written.toString().split("\n\n")) {
            Beginning beginning = new Beginning();
            beginning.reader.feed("X:1\n" + tune + "\n\n");
            beginnings.add(beginning);
        }
        return beginnings;
    }

    private void check(List<Beginning> beginnings, long hostBar, double zero) {
        int pickups = 0;
        assertTrue(tunes.starts.size() > 8, "tunes " + tunes.starts.size());
        for (int i = 0; i < tunes.starts.size(); i++) {
            Beginning beginning = beginnings.get(i);
            double bar = (tunes.starts.get(i) - zero) * TICKS_PER_NANO + beginning.pickup();
            long length = hostBar > 0 ? hostBar : beginning.length;
            assertEquals(0, bar - length * Math.rint(bar / length), 1, "tune " + (i + 1) + ": ticks off the bar line");
            pickups += beginning.pickup() > 0 ? 1 : 0;
        }
        assertTrue(pickups > 0, "some begin with a pickup");
    }

    @Test
    void besideAHostThatSaysItsMeterTunesOfAnyMeterBeginOnItsBars() throws Exception {
        long bar = 4 * QUARTER;
        check(play(Optional.of(new Rolling(time, bar)), false, 400), bar, 0);
    }

    @Test
    void besideOneThatDoesNotSayBarsAreCountedInTheMeterOfTheTune() throws Exception {
        check(play(Optional.of(new Rolling(time, 0)), false, 400), 0, 0);
    }

    @Test
    void whoSendsClockCountsBarsFromItsStart() throws Exception {
        List<Beginning> beginnings = play(Optional.empty(), true, 400);
        double ticks = beginnings.get(0).length - beginnings.get(0).pickup();
        double toFirst = beginnings.get(0).pickup() == 0 ? 0 : ticks;
        check(beginnings, 0, tunes.starts.get(0) - toFirst / TICKS_PER_NANO);
    }
}
