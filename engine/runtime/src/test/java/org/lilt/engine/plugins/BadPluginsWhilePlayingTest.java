package org.lilt.engine.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Score;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.player.Part;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.engine.player.TransportView;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.Transport;

/** Real jars with bad plugins in a real performance, on the system's clock. */
@SuppressWarnings("try") // performances are there to be closed
class BadPluginsWhilePlayingTest implements Host, Destination {
    private static final long PATIENT = 2_000_000_000L;

    @TempDir
    Path folder;

    private final List<int[]> sent = new CopyOnWriteArrayList<>();
    private final Score nothing = new Score();
    private final TransportView view = new TransportView();

    /** Semiquavers up and down between C and B, so that F sharp comes round all the time. */
    private static final class Scale implements Generator {
        private long tick;
        private int steps;

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public void start(long newTick) {
            tick = newTick;
        }

        @Override
        public long advance(long until, EventSink out) {
            int pitch = 60 + steps++ % 12;
            out.accept(tick, Event.Kind.NOTE_ON, 0, pitch, 90, steps);
            out.accept(tick + 2520, Event.Kind.NOTE_OFF, 0, pitch, 0, steps);
            tick += 2520;
            return tick;
        }
    }

    private Part tune(Slot... slots) {
        return new Part(
                "tune", new Scale(), new Chain(List.of(slots)), new Score(), Optional.empty(), List.of(), false);
    }

    private Part foreign(Generator generator) throws Exception {
        generator.activate(this);
        return new Part("guest", generator, new Chain(List.of()), new Score(), Optional.empty(), List.of(), true);
    }

    private Performance play(Part... parts) {
        Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, 400, false, "bpm");
        Setup setup = Setup.free(tempo, Setup.transposeParameter(), 0.1);
        Performance performance =
                new Performance(List.of(parts), this, setup.with((at, parameter, value) -> {}, view), List.of(), e -> {
                    throw new AssertionError(e);
                });
        performance.start();
        return performance;
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        assertTrue(condition.getAsBoolean(), what);
    }

    private long notesOn(int channel) {
        return sent.stream().filter(m -> m[0] == (0x90 | channel)).count();
    }

    private int sounding(int channel) {
        int count = 0;
        for (int[] m : sent) {
            count += m[0] == (0x90 | channel) ? 1 : m[0] == (0x80 | channel) ? -1 : 0;
        }
        return count;
    }

    private Slot slot(String id, Path jar, long limit) throws Exception {
        GuardedEffect effect = new GuardedEffect((Effect) Plugins.create(jar, id), id, limit);
        effect.activate(this);
        return new Slot(id, effect);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    throws   | if (note) throw new IllegalStateException("oh");                    | IllegalStateException: oh
                    hangs    | while (note) java.util.concurrent.locks.LockSupport.park();                                   | did not return within
                    past     | if (note) out.accept(e.tick - 9, e.kind, 0, 60, 90, 0);             | wrote an event that cannot be
                    pitch    | if (note) out.accept(e.tick, e.kind, 0, 200, 90, 0);                | wrote an event that cannot be
                    unbegun  | if (note) out.accept(e.tick, Event.Kind.NOTE_OFF, 0, 1, 0, 0);      | ended a note that it had not begun
                    flood    | for (int k = 0; note && k < 5000; k++) out.accept(e.tick, e.kind, 0, 60, 90, 0); | wrote an event that cannot be
                    overflow | if (note) { int[] deep = new int[1]; class R { int r(int n) { return r(n + 1) + deep[0]; } } new R().r(0); } | StackOverflowError
                    """)
    void aBadEffectIsBypassedItsNotesEndAndTheMusicPlaysOn(String id, String code, String reason) throws Exception {
        Slot slot = slot(id, Jars.effect(folder, id, "", code), id.equals("hangs") ? 20_000_000 : PATIENT);
        try (Performance performance = play(tune(slot))) {
            await("it is bypassed", slot::bypassed);
            assertTrue(slot.fault().contains(reason), slot.fault());
            long then = notesOn(0);
            await("the music goes on", () -> notesOn(0) > then + 5);
            assertTrue(sounding(0) <= 2, "notes that sound: " + sounding(0));
        }
        assertEquals(0, sounding(0));
        slot.effect().close();
    }

    @Test
    void aBypassedEffectCanBePutBack() throws Exception {
        Slot slot = slot(
                "once",
                Jars.effect(
                        folder,
                        "once",
                        "int times;",
                        "if (note && times++ == 0) throw new RuntimeException(\"once\");"),
                PATIENT);
        try (Performance performance = play(tune(slot))) {
            await("it is bypassed", slot::bypassed);
            slot.bypass(false);
            long then = notesOn(0);
            await("it plays on", () -> notesOn(0) > then + 30);
            assertFalse(slot.bypassed());
            assertEquals("", slot.fault());
        }
        assertEquals(0, sounding(0));
    }

    @Test
    void anEffectThatHangsIsNotWaitedForAgain() throws Exception {
        Slot slot = slot(
                "stuck",
                Jars.effect(folder, "stuck", "", "while (note) java.util.concurrent.locks.LockSupport.park();"),
                20_000_000);
        try (Performance performance = play(tune(slot))) {
            await("it is bypassed", slot::bypassed);
            slot.bypass(false);
            await("it is bypassed again", slot::bypassed);
            assertEquals("has hung before and is abandoned; load it anew", slot.fault());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    g.throws  | if (bad) throw new IllegalStateException("oh");                  | IllegalStateException: oh
                    g.hangs   | while (bad) java.util.concurrent.locks.LockSupport.park();                                 | did not write in time
                    g.past    | if (bad) out.accept(0, Event.Kind.NOTE_ON, 5, 60, 90, 0);        | wrote an event in the past
                    g.back    | if (bad) return 0;                                               | went back
                    g.range   | if (bad) out.accept(tick, Event.Kind.CONTROL, 99, 60, 90, 0);    | wrote an event that cannot be
                    g.flood   | while (bad) out.accept(tick, Event.Kind.CONTROL, 5, 7, 90, 0);   | wrote more than
                    g.unbegun | if (bad) out.accept(tick, Event.Kind.NOTE_OFF, 5, 1, 0, 0);      | ended a note that it had not begun
                    """)
    void aBadGeneratorIsLeftOutAndTheOtherPartPlaysOn(String id, String code, String reason) throws Exception {
        Generator made = (Generator) Plugins.create(Jars.generator(folder, id, "", code), id);
        Part guest = foreign(new CheckedGenerator(made));
        try (Performance performance = play(tune(), guest)) {
            await("it is left out", guest::bypassed);
            assertTrue(guest.fault().contains(reason), guest.fault());
            long then = notesOn(0);
            await("the other part goes on", () -> notesOn(0) > then + 5);
            assertEquals(0, sounding(5), "notes of the one that is left out");
            assertEquals(id.equals("g.hangs"), !performance.takeIn(guest), "one that hangs cannot be taken in again");
        }
        assertEquals(0, sounding(0));
    }

    @Test
    void aGeneratorThatIsSlowToBeginIsWaitedFor() throws Exception {
        Path jar = Jars.generator(
                folder,
                "g.slow",
                "",
                "long end = System.nanoTime() + 200_000_000L; while (notes <= 2 && System.nanoTime() < end) Thread.onSpinWait();");
        Part guest = foreign(new CheckedGenerator((Generator) Plugins.create(jar, "g.slow")));
        try (Performance performance = play(tune(), guest)) {
            await("both play", () -> notesOn(0) > 20 && notesOn(5) > 10);
            assertEquals("", guest.fault());
        }
    }

    @Test
    void aGeneratorThatHangsBeforeItsFirstNoteHoldsTheOthersUpForAMomentOnly() throws Exception {
        Path jar = Jars.generator(
                folder, "g.never", "", "while (notes == 1) java.util.concurrent.locks.LockSupport.park();");
        Part guest = foreign(new CheckedGenerator((Generator) Plugins.create(jar, "g.never")));
        long begun = System.nanoTime();
        try (Performance performance = play(tune(), guest)) {
            await("the other part begins", () -> notesOn(0) > 0);
            assertTrue(System.nanoTime() - begun > 900_000_000L, "it was waited for");
            await("it is left out", guest::bypassed);
            assertEquals("did not write in time", guest.fault());
            long then = notesOn(0);
            await("the other part goes on", () -> notesOn(0) > then + 5);
        }
    }

    @Test
    void aGeneratorThatIsTakenInAgainPlaysAgain() throws Exception {
        Path jar = Jars.generator(folder, "g.once", "", "if (notes == 9) throw new RuntimeException(\"once\");");
        Part guest = foreign(new CheckedGenerator((Generator) Plugins.create(jar, "g.once")));
        try (Performance performance = play(tune(), guest)) {
            await("it is left out", guest::bypassed);
            long then = notesOn(5);
            await("it can be taken in", () -> performance.takeIn(guest));
            await("it plays again", () -> notesOn(5) > then + 5);
        }
        assertEquals(0, sounding(5));
    }

    @Test
    void aGeneratorThatAllocatesWildlyIsLeftOut() throws Exception {
        Path jar = Jars.generator(
                folder, "g.eats", "public static volatile Object eaten;", "if (bad) eaten = new byte[64 << 20];");
        Part guest = foreign(new CheckedGenerator((Generator) Plugins.create(jar, "g.eats")));
        try (AllocationWatch watch = new AllocationWatch(50 << 20);
                Performance performance = play(tune(), guest)) {
            performance.foreignThreads().forEach((part, thread) -> watch.add(thread, part::bypass));
            await("it is left out", guest::bypassed);
            assertTrue(guest.fault().matches("allocates \\d+ MB a second|did not write in time"), guest.fault());
        }
    }

    @Test
    void anIsolatedGeneratorPlaysAndMayEvenEndItsProcess() throws Exception {
        Path jar = Jars.generator(folder, "g.exit", "", "if (notes == 30) System.exit(3);");
        Part guest = foreign(new CheckedGenerator(new IsolatedGenerator(jar, "g.exit", 1, "")));
        try (Performance performance = play(tune(), guest)) {
            await("it is left out", guest::bypassed);
            // The player may have seen that nothing comes before the process has ended.
            await("its end is told", () -> guest.fault().equals("its process has ended"));
            assertTrue(notesOn(5) > 3, "it had played");
            long then = notesOn(0);
            await("the other part goes on", () -> notesOn(0) > then + 5);
            assertEquals(0, sounding(5));
        }
    }

    @Override
    public Transport transport() {
        return view;
    }

    @Override
    public Music music() {
        return nothing;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public void log(String message) {}

    @Override
    public void report(String problem) {}

    @Override
    public String name() {
        return "test";
    }

    @Override
    public MediaClock clock() {
        return MediaClock.SYSTEM;
    }

    @Override
    public long lead() {
        return 0;
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        sent.add(new int[] {status, data1, data2});
        return true;
    }

    @Override
    public void close() {}
}
