package org.lilt.engine.parts;

import java.util.List;
import org.lilt.plugin.Block;
import org.lilt.plugin.Parameter;

/**
 * The effects of a part, one after another. Owned by the player thread, which allocates nothing here; any thread may exchange, reorder or bypass effects, which
 * takes hold with the next block.
 *
 * <p>Whenever other effects work than before, all of them forget what they hold: {@link #broken} tells the player to end the part's notes. An effect that throws,
 * writes out of its block or asks to be called in the past is bypassed at once, and what came to it passes as it is.
 */
public final class Chain {
    /** Events at one tick; a chord of sixteen through all effects makes fewer. */
    private static final int CAPACITY = 1024;

    /** Effects of a part at most. */
    public static final int MOST = 32;

    private static final Slot[] NONE = {};

    private final Block input = new Block(CAPACITY);
    private final Block[] outputs = {new Block(CAPACITY), new Block(CAPACITY)};
    private volatile Slot[] slots = NONE;
    private Slot[] working = NONE;
    private Changes changes = Changes.NONE;
    private boolean broken;
    private long wake = Long.MAX_VALUE;
    private volatile long faults;

    /**
     * A chain.
     *
     * @param slots its effects, in their order
     */
    public Chain(List<Slot> slots) {
        set(slots);
    }

    /**
     * Exchanges the effects. [any thread]
     *
     * @param newSlots in their order, at most {@link #MOST}; those that were there before may be among them
     */
    public void set(List<Slot> newSlots) {
        if (newSlots.size() > MOST) {
            throw new IllegalArgumentException("a part has at most " + MOST + " effects");
        }
        slots = newSlots.toArray(Slot[]::new);
    }

    /**
     * The effects.
     *
     * @return in their order
     */
    public List<Slot> slots() {
        return List.of(slots);
    }

    /**
     * Says who is told of parameters that begin to hold. [before it works]
     *
     * @param listener told on the player thread
     */
    public void changes(Changes listener) {
        changes = listener;
    }

    /**
     * How often an effect was bypassed for what it did; why stands in its {@link Slot#fault}.
     *
     * @return a count that goes on counting
     */
    public long faults() {
        return faults;
    }

    /**
     * Begins a block. [player thread]
     *
     * @param from its first tick
     * @param until the tick behind its last one
     * @return to be filled with the events that come in
     */
    public Block begin(long from, long until) {
        input.begin(from, until);
        return input;
    }

    /**
     * The tick at which {@link #process} is wanted even if nothing comes in. [player thread]
     *
     * @return {@link Long#MAX_VALUE} for none
     */
    public long wake() {
        return wake;
    }

    /**
     * Whether the notes that the part has begun can no longer end by themselves; asked after each {@link #process}. [player thread]
     *
     * @return true once for each time
     */
    public boolean broken() {
        boolean was = broken;
        broken = false;
        return was;
    }

    /** Lets all effects forget what they hold. [player thread] */
    public void reset() {
        for (Slot slot : working) {
            reset(slot);
        }
        wake = Long.MAX_VALUE;
    }

    /**
     * Sends the block that was begun through all effects. [player thread]
     *
     * @return what comes out; valid until the next call
     */
    public Block process() {
        heed(input.from());
        while (true) {
            long before = faults;
            Block in = input;
            wake = Long.MAX_VALUE;
            for (Slot slot : working) {
                if (slot.works && faults == before) {
                    in = through(slot, in);
                }
            }
            if (faults == before) {
                return in;
            }
            tell(input.from());
            reset(); // those before the one that failed have begun notes of this block; once more, without it
        }
    }

    /** Sees which effects are to work, and lets all begin anew when they are others than before. */
    private void heed(long tick) {
        boolean others = slots != working;
        working = slots;
        for (Slot slot : working) {
            boolean works = !slot.bypassed();
            others |= slot.works != works;
            slot.works = works;
        }
        if (others) {
            broken = true;
            tell(tick);
            reset();
        }
    }

    private void tell(long tick) {
        long bypassed = 0;
        for (int i = 0; i < working.length; i++) {
            bypassed |= working[i].works ? 0 : 1L << i;
        }
        changes.rearranged(tick, this, working, bypassed);
    }

    private Block through(Slot slot, Block in) {
        latch(slot, in.from());
        Block out = in == outputs[0] ? outputs[1] : outputs[0];
        if (in.size() == 0 && slot.wake >= in.until()) {
            wake = Math.min(wake, slot.wake);
            return in;
        }
        out.begin(in.from(), in.until());
        String reason;
        try {
            slot.wake = slot.effect().process(in, out);
            if (out.refusals() == 0 && slot.wake >= in.until()) {
                wake = Math.min(wake, slot.wake);
                return out;
            }
            reason = out.refusals() > 0
                    ? "wrote an event that cannot be: " + out.refused()
                    : "asked to be called again in the past, at " + slot.wake;
        } catch (Throwable e) {
            reason = e.toString();
        }
        blame(slot, reason);
        return in;
    }

    // One writing thread: a plain read and a volatile write suffice.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void blame(Slot slot, String reason) {
        slot.fail(reason);
        slot.works = false;
        broken = true;
        faults = faults + 1;
    }

    private void latch(Slot slot, long tick) {
        for (Parameter parameter : slot.parameters) {
            if (parameter.latch()) {
                changes.changed(tick, parameter, parameter.current());
            }
        }
    }

    private void reset(Slot slot) {
        slot.wake = Long.MAX_VALUE;
        try {
            slot.effect().reset();
        } catch (Throwable e) {
            blame(slot, e.toString());
        }
    }
}
