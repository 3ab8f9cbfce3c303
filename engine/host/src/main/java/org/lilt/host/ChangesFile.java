package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Changes;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.player.ChangeLog;
import org.lilt.engine.player.Part;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * What was done to the music while a session played, beside the session's file: first the session as it was at the beginning, then a line for each change, with
 * the tick or the generator's step from which it held, at last the tick of the end. {@link ChangesReader} reads it, {@code lilt replay} plays it again.
 */
final class ChangesFile implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MILLIS = 500;

    /** The play head is written down every so many looks, for one who is killed. */
    private static final int LOOKS = 20;

    private final BufferedWriter out;
    private final ChangeLog log;
    private final Map<Parameter, String> names = new IdentityHashMap<>();
    private final Map<Generator, String> parts = new IdentityHashMap<>();
    private final Map<Chain, Part> chains = new IdentityHashMap<>();
    private final Band band;
    private final LongSupplier playHead;
    private final Lines lines = new Lines();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "lilt-changes");
    private volatile IOException failure;

    /**
     * How a session was played, besides what its file says.
     *
     * @param checkpoint of the network's training; null for its end
     * @param follows whether a clock was followed, which the file knows nothing of
     * @param sends whether a clock was sent, so that tunes began on bar lines
     */
    record Way(Integer checkpoint, boolean follows, boolean sends) {}

    /**
     * The file that belongs to a session.
     *
     * @param session its file
     */
    static Path beside(Path session) {
        String name = session.getFileName().toString();
        return session.resolveSibling(name.replaceAll("\\.json$", "") + ".changes.jsonl");
    }

    /** Begins a file; one of an earlier run is overwritten. */
    ChangesFile(
            Path file,
            SessionFile beginning,
            Way way,
            ChangeLog log,
            Band band,
            Parameter tempo,
            Parameter transpose,
            LongSupplier playHead)
            throws IOException {
        this.log = log;
        this.band = band;
        this.playHead = playHead;
        parameters(band.parts(), tempo, transpose).forEach((name, parameter) -> names.put(parameter, name));
        for (Part part : band.parts()) {
            parts.put(part.generator(), part.name());
            chains.put(part.chain(), part);
        }
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        Path whole = Files.createTempFile("lilt", ".json");
        try {
            beginning.write(whole);
            out.write(JSON.readTree(whole.toFile()).toString());
            out.newLine();
        } finally {
            Files.delete(whole);
        }
        ObjectNode line = line("play").put("follows", way.follows()).put("sends", way.sends());
        if (way.checkpoint() != null) {
            line.put("checkpoint", way.checkpoint());
        }
        write(line);
        out.flush();
        thread.setDaemon(true);
        thread.start();
    }

    /** All that can be turned, by names that stay the same from run to run. */
    static Map<String, Parameter> parameters(List<Part> parts, Parameter tempo, Parameter transpose) {
        Map<String, Parameter> all = new LinkedHashMap<>();
        for (Part part : parts) {
            String prefix = part.name() + ".";
            for (Parameter p : part.generator().parameters()) {
                all.put(prefix + "generator." + p.id(), p);
            }
            for (int i = 0; i < part.chain().slots().size(); i++) {
                all.putAll(effect(part.name(), i, part.chain().slots().get(i)));
            }
            for (Parameter p : List.of(part.level(), part.mute(), part.solo())) {
                all.put(prefix + p.id(), p);
            }
        }
        all.put("tempo", tempo);
        all.put("transpose", transpose);
        return all;
    }

    /** The parameters of an effect. */
    static Map<String, Parameter> effect(String part, int number, Slot slot) {
        Map<String, Parameter> all = new LinkedHashMap<>();
        for (Parameter p : slot.parameters()) {
            all.put(part + ".effects[" + number + "]." + p.id(), p);
        }
        return all;
    }

    private void run() {
        int looks = 0;
        try {
            while (!closed.await(MILLIS, TimeUnit.MILLISECONDS)) {
                drain(++looks % LOOKS == 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void drain(boolean withPlayHead) {
        try {
            long played = playHead.getAsLong(); // before, so that all before it is written
            log.drain(lines);
            if (withPlayHead) {
                write(JSON.createObjectNode().put("played", played));
            }
            out.flush();
        } catch (IOException e) {
            failure = e;
        }
    }

    private static ObjectNode line(String action) {
        return JSON.createObjectNode().put("do", action);
    }

    private void write(ObjectNode line) {
        try {
            out.write(line.toString());
            out.newLine();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Makes a line of each change. */
    private final class Lines implements Changes {
        @Override
        public void changed(long at, Parameter parameter, double value) {
            write(JSON.createObjectNode()
                    .put("at", at)
                    .put("parameter", names.get(parameter))
                    .put("value", value));
        }

        @Override
        public void heeded(long tick) {
            write(line("heed").put("at", tick));
        }

        @Override
        public void silenced(long tick) {
            write(line("silence").put("at", tick));
        }

        @Override
        public void restarted(long run, long tick, long from) {
            write(line("restart").put("at", tick).put("run", run).put("from", from));
        }

        @Override
        public void rearranged(long tick, Chain chain, Slot[] slots, long bypassed) {
            Part part = chains.get(chain);
            ObjectNode line = line("rearrange").put("at", tick).put("part", part.name());
            List<Slot> all = band.effects(part);
            ArrayNode had = line.putArray("had");
            all.forEach(slot -> had.add(slot.id()));
            ArrayNode effects = line.putArray("effects");
            for (int i = 0; i < slots.length; i++) {
                int number = all.indexOf(slots[i]);
                effect(part.name(), number, slots[i]).forEach((name, parameter) -> names.put(parameter, name));
                effects.addObject().put("number", number).put("bypassed", (bypassed & 1L << i) != 0);
            }
            write(line);
        }

        @Override
        public void started(Generator generator, long run, long step, long tick) {
            write(line("start")
                    .put("at", step)
                    .put("part", parts.get(generator))
                    .put("run", run)
                    .put("from", tick));
        }

        @Override
        public void cued(Generator generator, long step, int[] text, boolean whole, long variation) {
            write(line("cue")
                    .put("at", step)
                    .put("part", parts.get(generator))
                    .put("text", new String(text, 0, text.length))
                    .put("whole", whole)
                    .put("variation", variation));
        }

        @Override
        public void seeded(Generator generator, long step, long seed) {
            write(line("seed").put("at", step).put("part", parts.get(generator)).put("seed", seed));
        }

        @Override
        public void recalled(int generator, int[] text) {
            write(line("recall")
                    .put("generator", generator)
                    .put("text", text == null ? null : new String(text, 0, text.length)));
        }
    }

    /** Writes the end; the music has ended before. */
    @Override
    public void close() throws IOException {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        drain(false);
        if (log.lost() > 0) {
            write(line("lose").put("count", log.lost()));
        }
        write(JSON.createObjectNode().put("end", playHead.getAsLong()));
        out.close();
        if (failure != null) {
            throw failure;
        }
    }
}
