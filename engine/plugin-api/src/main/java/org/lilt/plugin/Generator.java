package org.lilt.plugin;

/**
 * Writes music without end. The host asks for it a little at a time and just in time: it calls {@link #advance} only while the
 * frontier is nearer than the horizon ahead of the play head, so that a changed parameter is heard soon.
 *
 * <p>Life: {@link Plugin#activate}, then {@link #start} once for each run, then {@link #advance} as often as the host likes, all on the generator thread.
 * Allocate in the constructor, in {@link Plugin#activate} or in {@link #start}, never in {@link #advance}.
 */
public interface Generator extends Plugin {
    /**
     * Says where a host's bar lines are, for generators that begin their tunes so that the first full bar falls on one. Called once at most,
     * before the first {@link #start}, and not at all where nobody else counts bars. [any thread]
     *
     * @param bars asked on the generator thread
     */
    default void follow(BarLines bars) {}

    /**
     * Begins a new tune at a tick and forgets what was under way. [generator thread]
     *
     * @param tick where the tune begins, in ticks from the start of the performance
     */
    void start(long tick);

    /**
     * Does one small step of work, such as one character, and writes the events that it settles. [generator thread; allocates
     * nothing, does not block]
     *
     * @param until tick up to which events are wanted for now; a generator that plays from memory stops there
     * @param out takes the events, in order of their ticks
     * @return the frontier: the earliest tick at which an event that is not yet written can lie, note-offs included; it never
     *     goes back within a run
     */
    long advance(long until, EventSink out);

    /**
     * The number of the step that comes next. A host that replays a session turns the knobs again at the steps at which they were turned; so what a
     * generator writes must follow from its steps, its parameters at each of them and the ticks at which it was started. [generator thread, active]
     *
     * @return never less than at an earlier call; the {@link Event#source} of events is in the same count
     */
    default long step() {
        return 0;
    }
}
