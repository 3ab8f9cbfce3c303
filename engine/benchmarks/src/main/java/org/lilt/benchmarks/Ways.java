package org.lilt.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.player.Performance;
import org.lilt.host.control.Knobs;
import org.lilt.host.panel.Controls;
import org.lilt.host.panel.NoteTap;
import org.lilt.host.panel.Panel;
import org.lilt.plugin.Parameter;

/** Turns parameters in each {@link Way}: among them, a real panel over its WebSocket, and beside it the least that a socket takes. */
final class Ways implements AutoCloseable {
    private static final int CONTROL_CHANGE = 0xB0;
    private static final double LARGEST = 127;
    private static final long AWAIT_NANOS = 20_000;

    /** The controller of each parameter, and the least and the largest value to which it is set. */
    private record Range(int controller, int least, int largest) {
        double value(Parameter parameter, int step) {
            return parameter.minimum() + step / LARGEST * (parameter.maximum() - parameter.minimum());
        }
    }

    private static final Map<String, Range> RANGES = Map.of(
            "temperature", new Range(74, 32, 60),
            "tempo", new Range(75, 30, 44),
            "transpose", new Range(76, 58, 70));

    private final TextTap text;
    private final Knobs knobs;
    private final Panel panel;
    private final PageSocket page;
    private final BareSocket bare;
    private int count;

    Ways(Playing playing, Performance performance, Path settings) throws IOException {
        text = playing.text;
        knobs = new Knobs(performance.parameters(), settings.resolve("controllers.json"), news -> {});
        for (Map.Entry<String, Range> range : RANGES.entrySet()) {
            knobs.map(range.getValue().controller() + "=" + range.getKey());
        }
        panel = Panel.open(controls(playing, performance), 0, true);
        page = new PageSocket(panel.port());
        bare = new BareSocket(performance.parameters());
    }

    /** Turns a parameter to a random value, and returns when it stands there. */
    ControlBenchmark.Change turn(Way way, Parameter parameter, Random random) throws IOException {
        Range range = RANGES.get(parameter.id());
        double before = parameter.get();
        double value;
        int step;
        do {
            step = range.least() + random.nextInt(range.largest() - range.least() + 1);
            value = range.value(parameter, step);
            value = parameter.stepped() ? Math.rint(value) : value;
        } while (value == before);
        byte[] bytes = bare.message(parameter, value);
        byte[] message =
                PageSocket.frame("{\"n\":" + ++count + ",\"set\":\"" + parameter.id() + "\",\"value\":" + value + "}");
        long nanos = System.nanoTime();
        switch (way) {
            case API -> parameter.set(value);
            case CC -> knobs.message(nanos, CONTROL_CHANGE, range.controller(), step);
            case PANEL -> page.send(message);
            case SOCKET -> bare.send(bytes);
        }
        while (parameter.get() == before) {
            LockSupport.parkNanos(AWAIT_NANOS); // a processor that spins here is one that the panel waits for
        }
        return new ControlBenchmark.Change(way, parameter.id(), parameter.get(), nanos, text.written());
    }

    private static Controls controls(Playing playing, Performance performance) {
        NoteTap notes = new NoteTap();
        return new Controls() {
            @Override
            public List<Parameter> parameters() {
                return performance.parameters();
            }

            @Override
            public TextTap text() {
                return playing.text;
            }

            @Override
            public NoteTap notes() {
                return notes;
            }

            @Override
            public Status status() {
                return new Status(
                        "benchmark",
                        performance.destination(),
                        1,
                        1,
                        false,
                        performance.playHead(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        "");
            }

            @Override
            public void pause(boolean paused) {
                performance.pause(paused);
            }

            @Override
            public void nextTune() {
                performance.nextTune();
            }

            @Override
            public void allNotesOff() {
                performance.allNotesOff();
            }
        };
    }

    @Override
    public void close() throws IOException {
        bare.close();
        page.close();
        panel.close();
    }
}
