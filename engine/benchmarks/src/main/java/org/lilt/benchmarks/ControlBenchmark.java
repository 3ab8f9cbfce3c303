package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.lilt.engine.player.Performance;
import org.lilt.midi.thread.RealTime;
import org.lilt.plugin.Parameter;

/**
 * How soon a parameter that is turned is heard: {@code ControlBenchmark MODEL-FOLDER CHANGES HORIZON-MILLIS}. Temperature, tempo and
 * transposition are turned at random moments, by the program, by MIDI controllers, by messages to the panel and through a bare socket; level
 * and mute by the program.
 */
public final class ControlBenchmark {
    private static final long WARM_SECONDS = 12;
    private static final int SHORTEST_MILLIS = 20;
    private static final int LONGEST_MILLIS = 100;

    private ControlBenchmark() {}

    /** What was turned, when, and how many characters were written when it was. */
    record Change(Way way, String parameter, double value, long nanos, long written) {}

    /**
     * Plays, turns and prints a line for each parameter and way.
     *
     * @param arguments model folder, number of changes of each parameter, horizon in milliseconds
     * @throws Exception when the model cannot be read or there is no port for the panel
     */
    public static void main(String[] arguments) throws Exception {
        int changes = Integer.parseInt(arguments[1]);
        double horizon = Double.parseDouble(arguments[2]) / 1000;
        Playing playing = new Playing(Path.of(arguments[0]), 1);
        Heard heard = new Heard(playing.generator);
        List<Throwable> errors = new ArrayList<>();
        List<Change> made = new ArrayList<>();
        Path settings = Files.createTempDirectory("lilt-control");
        try (Performance performance =
                        new Performance(heard, heard, playing.setup(horizon), List.of(heard), errors::add);
                Ways ways = new Ways(playing, performance, settings)) {
            performance.start();
            playing.network.accelerate();
            boolean realTime =
                    RealTime.grant(Performance.PLAYER_THREAD, Performance.GENERATOR_THREAD); // as lilt play does
            performance.await(TimeUnit.SECONDS.toNanos(WARM_SECONDS));
            heard.begin();
            long underruns = performance.timing().underruns();
            long begin = System.nanoTime();
            turn(playing, ways, changes, made);
            performance.await(TimeUnit.SECONDS.toNanos(2));
            double seconds = (System.nanoTime() - begin) * 1e-9;
            Judgement judgement = new Judgement(heard, made, horizon);
            for (ObjectNode line : judgement.lines()) {
                print(line, horizon);
            }
            for (ObjectNode line : new LevelAndMute(heard, performance.parts().get(0)).lines(changes)) {
                print(line, horizon);
            }
            ObjectNode line = new ObjectMapper().createObjectNode();
            line.put("name", "lilt-underruns");
            line.put("underruns", performance.timing().underruns() - underruns);
            line.put("jumps", performance.timing().jumps());
            line.put("seconds", Math.round(seconds));
            line.put("errors", errors.size());
            line.put("real_time_priority", realTime);
            print(line, horizon);
        } finally {
            Files.delete(settings);
        }
        System.exit(0);
    }

    private static void print(ObjectNode line, double horizon) {
        line.put("horizon_ms", Math.round(horizon * 1000));
        line.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.println(line);
    }

    /** Each parameter so often, in mixed order. */
    private static void turn(Playing playing, Ways ways, int changes, List<Change> made) throws Exception {
        Random random = new Random(1);
        List<Parameter> parameters = List.of(playing.sampling.temperature(), playing.tempo, playing.transpose);
        for (int i = 0; i < changes * parameters.size(); i++) {
            long nanos = TimeUnit.MILLISECONDS.toNanos(SHORTEST_MILLIS)
                    + (long) (random.nextDouble() * TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS));
            long until = System.nanoTime() + nanos;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            Parameter parameter = parameters.get(i % parameters.size());
            Way way = Way.values()[random.nextInt(Way.values().length)];
            made.add(ways.turn(way, parameter, random));
        }
    }
}
