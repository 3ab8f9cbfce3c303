package org.lilt.plugin;

/**
 * Changes music on its way: events in, events out. It sees events when they are due and not before, so that a turned knob is heard at once; therefore it
 * can hold events back, but not bring them forward.
 *
 * <p>Its one duty: a note-off goes wherever its note-on went, whatever was turned meanwhile. {@link Agenda} and {@link NoteLedger} help with that.
 */
public interface Effect extends Plugin {
    /**
     * Works through a block. Blocks follow one another: none begins before the one before it ended, and between them there may be a gap, but never past the
     * tick that was returned. Events that belong to a later tick are held back; the ones of the block are written in the order of their ticks. Read parameters
     * by {@link Parameter#current}. [player thread, active; allocates nothing, does not block, takes a few microseconds]
     *
     * @param in the events of the block
     * @param out takes events from the block's first tick on and before its end
     * @return the tick at which to call again even if nothing comes in, which is that of the earliest event held back; {@link Long#MAX_VALUE} for none
     */
    long process(Block in, EventSink out);

    /** Forgets all that is held back and all notes under way: the host has ended them, and starts or goes on elsewhere. [player thread, active; allocates nothing] */
    void reset();
}
