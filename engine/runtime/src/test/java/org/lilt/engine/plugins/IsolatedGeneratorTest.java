package org.lilt.engine.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.engine.parts.Score;
import org.lilt.plugin.Event;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.PluginException;
import org.lilt.plugin.Transport;

/** A plugin in a real process sees of the host what one beside us would see. */
class IsolatedGeneratorTest implements Host, Transport {
    private static final String SOURCE = """
            import java.util.List;
            import org.lilt.plugin.*;

            public class Made implements Generator {
                private final Parameter pitch = new Parameter("pitch", "Pitch", "", 0, 127, 60, true, "");
                private final Music.Moment moment = new Music.Moment();
                private Host host;
                private BarLines bars;
                private long tick;
                private volatile int notes;
                public List<Parameter> parameters() { return List.of(pitch); }
                public void load(String state) { notes = state.isEmpty() ? 0 : Integer.parseInt(state); }
                public String save() { return String.valueOf(notes); }
                public void follow(BarLines newBars) { bars = newBars; }
                public void activate(Host newHost) throws PluginException {
                    if (notes < 0) {
                        throw new PluginException("fewer than no notes");
                    }
                    host = newHost;
                    host.log("ready");
                }
                public void start(long newTick) { tick = bars.next(newTick, 10); }
                public long advance(long until, EventSink out) {
                    notes++;
                    host.music().at(tick, moment);
                    host.report("a report " + host.seed());
                    int program = (int) host.transport().tempo() - 100;
                    out.accept(tick, Event.Kind.PROGRAM, moment.tonic(), program, 0, host.transport().playHead());
                    out.accept(tick, Event.Kind.CONTROL, 0, (int) pitch.current(), moment.beats, host.music().frontier());
                    tick += 10;
                    return tick;
                }
                public long step() { return notes; }
            }
            """;

    @TempDir
    Path folder;

    private final Score followed = new Score();
    private final List<String> said = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private double tempo = 150;
    private IsolatedGenerator generator;

    @BeforeEach
    void begin() throws Exception {
        Path jar = Jars.jar(folder, "g.sees", "GENERATOR", SOURCE, "ApiVersion.CURRENT");
        generator = new IsolatedGenerator(jar, "g.sees", 77, "41");
        generator.activate(this);
        generator.follow((tick, barLength) -> tick + barLength);
    }

    @AfterEach
    void end() {
        generator.close();
    }

    private long advance() {
        written.clear();
        return generator.advance(
                1000,
                (tick, kind, channel, data1, data2, source) ->
                        written.add(tick + " " + kind + " " + channel + " " + data1 + " " + data2 + " " + source));
    }

    @Test
    void itSeesTempoPlayHeadBarLinesParametersAndTheMusicItFollows() {
        followed.accept(90, Event.Kind.TUNE_START, 0, 1, 0, 0);
        followed.accept(90, Event.Kind.METER, 0, 6, 8, 0);
        followed.accept(90, Event.Kind.KEY, 0, 2, 0, 0); // D
        followed.written(95);
        generator.start(100);
        assertEquals(120, advance());
        assertEquals(List.of("110 PROGRAM 2 50 0 9", "110 CONTROL 0 60 6 95"), written);

        tempo = 160;
        generator.parameters().get(0).set(64);
        generator.parameters().get(0).latch();
        followed.accept(120, Event.Kind.KEY, 0, -1, 0, 0); // F, but not yet settled
        advance();
        assertEquals(List.of("120 PROGRAM 2 60 0 9", "120 CONTROL 0 64 6 95"), written);
        followed.written(121);
        advance();
        assertEquals(List.of("130 PROGRAM 5 60 0 9", "130 CONTROL 0 64 6 121"), written);
        assertEquals(44, generator.step());
    }

    @Test
    void whatItLogsReportsAndKeepsArrives() throws Exception {
        assertEquals("41", generator.save());
        generator.start(0);
        advance();
        assertEquals(List.of("log ready", "report a report 77"), said);
        for (int i = 0; i < 40 && Integer.parseInt(generator.save()) < 43; i++) {
            Thread.sleep(100);
            advance();
        }
        assertTrue(Integer.parseInt(generator.save()) >= 43, generator.save());
    }

    @Test
    void oneThatRefusesItsStateIsRefusedWithItsReason() {
        PluginException e = assertThrows(
                PluginException.class, () -> new IsolatedGenerator(folder.resolve("g.sees.jar"), "g.sees", 1, "-1"));
        assertEquals("g.sees: fewer than no notes", e.getMessage());
    }

    @Override
    public Transport transport() {
        return this;
    }

    @Override
    public Music music() {
        return followed;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public void log(String message) {
        said.add("log " + message);
    }

    @Override
    public void report(String problem) {
        said.add("report " + problem);
    }

    @Override
    public double tempo() {
        return tempo;
    }

    @Override
    public long playHead() {
        return 9;
    }
}
