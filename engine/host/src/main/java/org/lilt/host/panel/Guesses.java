package org.lilt.host.panel;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the wrong tokens of each address, and stops looking at any from one that guesses. [any thread] */
final class Guesses {
    private static final int PER_SECOND = 5;

    /** Addresses that are remembered: those that guessed last. */
    private static final int MOST_ADDRESSES = 1000;

    private final Map<InetAddress, RateLimit> wrong = new LinkedHashMap<>();

    /**
     * Whether a token is to be looked at.
     *
     * @param from who shows it
     * @param now nanoseconds
     */
    synchronized boolean allows(InetAddress from, long now) {
        RateLimit limit = wrong.get(from);
        return limit == null || limit.isOpen(now);
    }

    /**
     * Remembers a wrong one.
     *
     * @param from who showed it
     * @param now nanoseconds
     */
    synchronized void wrong(InetAddress from, long now) {
        RateLimit limit = wrong.remove(from);
        if (limit == null) {
            limit = new RateLimit(PER_SECOND, now);
        }
        limit.allows(now);
        wrong.put(from, limit); // behind all others
        if (wrong.size() > MOST_ADDRESSES) {
            wrong.remove(wrong.keySet().iterator().next());
        }
    }
}
