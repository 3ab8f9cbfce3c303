package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.lilt.engine.player.Part;

/** How soon a part's level leaves as channel volume, and how soon a part that is muted is silent. */
final class LevelAndMute {
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MORE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long AWAIT_NANOS = 20_000;
    private static final int SOFTEST = 20;
    private static final int LEVELS = 80;

    private final Heard heard;
    private final Part part;
    private final Random random = new Random(2);
    private int missing;

    LevelAndMute(Heard heard, Part part) {
        this.heard = heard;
        this.part = part;
    }

    /** Turns each so often, at random moments, and tells how long it took. */
    List<ObjectNode> lines(int changes) {
        Distribution levels = new Distribution(PATIENCE_NANOS);
        Distribution mutes = new Distribution(PATIENCE_NANOS);
        int missingLevels = 0;
        for (int i = 0; i < changes; i++) {
            pause();
            double level;
            do {
                level = SOFTEST + random.nextInt(LEVELS + 1);
            } while (level == part.level().get());
            int before = heard.volumes();
            long nanos = System.nanoTime();
            part.level().set(level);
            add(levels, nanos, () -> heard.volumes() != before);
            missingLevels = missing;
        }
        missing = 0;
        for (int i = 0; i < changes; i++) {
            pause();
            await(() -> heard.sounding() > 0);
            long nanos = System.nanoTime();
            part.mute().set(1);
            add(mutes, nanos, () -> heard.sounding() == 0);
            part.mute().set(0);
        }
        return List.of(line("level", changes, levels, missingLevels), line("mute", changes, mutes, missing));
    }

    private void pause() {
        LockSupport.parkNanos(SHORTEST_NANOS + (long) (random.nextDouble() * MORE_NANOS));
    }

    private void add(Distribution times, long nanos, BooleanSupplier done) {
        if (await(done)) {
            times.add(System.nanoTime() - nanos);
        } else {
            missing++;
        }
    }

    private static boolean await(BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(AWAIT_NANOS); // a processor that spins here is one that the player waits for
        }
        return true;
    }

    private static ObjectNode line(String parameter, int changes, Distribution times, int missing) {
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", "lilt-" + parameter + "-api");
        line.put("changes", changes);
        times.putMillis(line, "holds_after");
        line.put("never_held", missing);
        return line;
    }
}
