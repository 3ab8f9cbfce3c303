package org.lilt.plugin;

/** Where the bar lines are that a host counts, so that a generator can lay its own on them. [generator thread] */
@FunctionalInterface
public interface BarLines {
    /**
     * The first bar line from a tick on.
     *
     * @param tick position in ticks, from the start of the performance
     * @param barLength ticks to the bar of the music that is placed, where the host does not know its own; 0 for music without bars
     * @return a tick, not before the one given
     */
    long next(long tick, long barLength);
}
