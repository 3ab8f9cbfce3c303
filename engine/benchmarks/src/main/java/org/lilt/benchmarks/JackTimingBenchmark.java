package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.Performance;
import org.lilt.midi.jack.JackDestination;
import org.lilt.midi.jack.JackListener;
import org.lilt.midi.jack.JackServer;
import org.lilt.midi.thread.RealTime;
import org.lilt.plugin.Event;

/**
 * At which frames messages arrive at another client of a real JACK server with the dummy driver, compared with the frames that their
 * beats demand: {@code JackTimingBenchmark MODEL-FOLDER SECONDS}.
 */
public final class JackTimingBenchmark {
    private static final int PERIOD = 128;
    private static final long LAST_CYCLES_MILLIS = 500;

    private JackTimingBenchmark() {}

    private record Sent(long tick, int status, int data1, int data2) {}

    /** What the player has handed over. Allocates, on the player thread, what the playing itself does not. */
    private static final class Score implements MessageListener {
        private final List<Sent> sent = new ArrayList<>(1 << 16);
        private volatile boolean ended;

        @Override
        public void sent(long tick, int status, int data1, int data2) {
            if (!ended) { // notes that are ended by the end are ended at once, whatever the beat
                sent.add(new Sent(tick, status, data1, data2));
            }
        }
    }

    /**
     * Plays and prints one line.
     *
     * @param arguments model folder, seconds
     * @throws Exception when there is no jackd, or the model cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        long seconds = Long.parseLong(arguments[1]);
        Playing playing = new Playing(Path.of(arguments[0]), 1);
        double framesPerTick = JackServer.RATE * 60 / (playing.tempo.get() * Event.TICKS_PER_QUARTER);
        Score score = new Score();
        List<Throwable> errors = new ArrayList<>();
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", "lilt-jack");
        List<JackListener.Heard> heard;
        try (JackServer server = new JackServer(PERIOD);
                JackListener listener = server.listener()) {
            JackDestination destination = JackDestination.open("listener");
            try (Performance performance = new Performance(
                    playing.generator,
                    destination,
                    playing.setup(Performance.DEFAULT_HORIZON_SECONDS),
                    List.of(score),
                    errors::add)) {
                performance.start();
                line.put("real_time_priority", RealTime.grant(Performance.PLAYER_THREAD, Performance.GENERATOR_THREAD));
                playing.network.accelerate();
                performance.await(TimeUnit.SECONDS.toNanos(seconds));
                score.ended = true;
                line.put("late_at_server", destination.late());
                line.put("deferred_at_server", destination.deferred());
                line.put("underruns", performance.timing().underruns());
                line.put("jumps", performance.timing().jumps());
                line.put("lateness_max_us", performance.timing().worstLatenessNanos() / 1_000);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LAST_CYCLES_MILLIS));
            heard = listener.heard();
            line.put("late_at_server_with_end", destination.late());
        }
        compare(line, score.sent, heard, framesPerTick);
        line.put("seconds", seconds);
        line.put("errors", errors.size());
        line.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        line.put("java", Runtime.version().feature());
        System.out.println(line);
        System.exit(0);
    }

    private static void compare(ObjectNode line, List<Sent> sent, List<JackListener.Heard> heard, double perTick) {
        int wrongFrame = 0;
        int wrongMessage = 0;
        long worst = 0;
        int compared = Math.min(sent.size(), heard.size());
        long origin = compared == 0
                ? 0
                : heard.get(0).frame() - Math.round(sent.get(0).tick() * perTick);
        for (int i = 0; i < compared; i++) {
            Sent s = sent.get(i);
            JackListener.Heard h = heard.get(i);
            wrongMessage += s.status() == h.status() && s.data1() == h.data1() ? 0 : 1;
            long off = h.frame() - origin - Math.round(s.tick() * perTick);
            worst = Math.max(worst, Math.abs(off));
            wrongFrame += off == 0 ? 0 : 1;
        }
        line.put("events", sent.size());
        line.put("heard", heard.size());
        line.put("wrong_frame", wrongFrame);
        line.put("worst_frames_off", worst);
        line.put("wrong_message", wrongMessage);
    }
}
