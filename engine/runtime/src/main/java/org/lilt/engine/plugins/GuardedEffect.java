package org.lilt.engine.plugins;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.lilt.plugin.Block;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Host;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.PluginException;

/**
 * An effect of others, on a thread of its own. The player thread hands it a block and waits for the answer, but not for long: an effect that has not returned by
 * then, has thrown or has written nonsense is an error for the chain, which bypasses it. One that never returns is abandoned with its thread; it can no longer
 * touch anything that plays.
 *
 * <p>The player thread allocates nothing here while all is well.
 */
public final class GuardedEffect implements Effect {
    /** How long the player waits unless told otherwise: an event that is late by so much is hardly heard to be. */
    public static final long DEFAULT_LIMIT_NANOS = 10_000_000;

    private static final long WARM_UP_NANOS = 2_000_000_000L;
    private static final int CAPACITY = 1024;

    /** Notes that go on for so long after the last of the music that came in are forgotten ones. */
    private static final long LONGEST_TAIL = 64 * Event.TICKS_PER_QUARTER;

    private final Effect effect;
    private final long limitNanos;
    private final Thread thread;
    private final Block given = new Block(CAPACITY);
    private final Block made = new Block(CAPACITY);
    private final NoteBalance in = new NoteBalance();
    private final NoteBalance out = new NoteBalance();
    private long lastHeard;

    // Handed over by these two: a request is done when both are equal.
    private volatile long asked;
    private volatile long done;
    private boolean resetAsked;
    private long wake;
    private Throwable failure;
    private volatile boolean abandoned;

    /**
     * Wraps an effect; its thread starts when it is activated.
     *
     * @param effect of others
     * @param name of the plugin, for the thread
     * @param limitNanos how long the player waits
     */
    public GuardedEffect(Effect effect, String name, long limitNanos) {
        this.effect = effect;
        this.limitNanos = limitNanos;
        thread = new Thread(this::work, "lilt-effect-" + name);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY + 2);
    }

    /**
     * The thread on which the effect works.
     *
     * @return to be watched
     */
    public Thread thread() {
        return thread;
    }

    @Override
    public List<Parameter> parameters() {
        return effect.parameters();
    }

    @Override
    public String save() {
        return effect.save();
    }

    @Override
    public void load(String state) throws PluginException {
        effect.load(state);
    }

    @Override
    public void activate(Host host) throws PluginException {
        try {
            effect.activate(host);
        } catch (RuntimeException | LinkageError e) {
            throw new PluginException("cannot be activated: " + e, e);
        }
        thread.start();
        // Its classes are loaded now and not while it plays.
        given.begin(0, 1);
        ask(false, WARM_UP_NANOS);
        ask(true, WARM_UP_NANOS);
        if (failure != null || abandoned) {
            abandoned = true;
            throw new PluginException(failure == null ? "does not return" : failure.toString());
        }
    }

    @Override
    public long process(Block block, EventSink sink) {
        if (abandoned) {
            throw new Misbehaviour("has hung before and is abandoned; load it anew");
        }
        given.begin(block.from(), block.until());
        for (int i = 0; i < block.size(); i++) {
            Event e = block.get(i);
            if (in.see(
                    e.kind, e.channel,
                    e.data1)) { // the end of a note from before the effect was put here is not its business
                given.accept(e.tick, e.kind, e.channel, e.data1, e.data2, e.source);
                lastHeard = in.count() > 0 || e.kind == Event.Kind.NOTE_OFF ? e.tick : lastHeard;
            }
        }
        ask(false, limitNanos);
        if (abandoned) {
            throw new Misbehaviour("did not return within " + limitNanos / 1_000_000 + " ms");
        }
        if (failure != null) {
            throw new Misbehaviour(failure.toString());
        }
        if (made.refusals() > 0) {
            throw new Misbehaviour("wrote an event that cannot be: " + made.refused());
        }
        for (int i = 0; i < made.size(); i++) {
            Event e = made.get(i);
            out.demand(e.kind, e.channel, e.data1);
            sink.accept(e.tick, e.kind, e.channel, e.data1, e.data2, e.source);
        }
        if (out.count() > 0 && in.count() == 0 && block.from() - lastHeard > LONGEST_TAIL) {
            throw new Misbehaviour("left " + out.count() + " notes sounding");
        }
        return wake;
    }

    @Override
    public void reset() {
        in.clear();
        out.clear();
        if (!abandoned) {
            ask(true, limitNanos);
        }
    }

    /** Lets the thread work, and waits. */
    private void ask(boolean reset, long nanos) {
        resetAsked = reset;
        failure = null;
        long number = asked + 1;
        asked = number; // publishes what is asked
        LockSupport.unpark(thread);
        long deadline = System.nanoTime() + nanos;
        while (done != number) {
            if (System.nanoTime() > deadline) {
                abandoned = true;
                return;
            }
            Thread.onSpinWait();
        }
    }

    private void work() {
        long number = 0;
        while (!abandoned) {
            if (asked == number) {
                LockSupport.park(this);
                continue;
            }
            number = asked;
            made.begin(given.from(), given.until());
            try {
                if (resetAsked) {
                    effect.reset();
                } else {
                    wake = effect.process(given, made);
                }
            } catch (Throwable e) {
                failure = e;
            }
            done = number; // publishes what was made
        }
    }

    @Override
    public void close() {
        abandoned = true;
        LockSupport.unpark(thread);
        effect.close();
    }
}
