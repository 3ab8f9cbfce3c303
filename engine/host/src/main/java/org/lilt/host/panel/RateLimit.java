package org.lilt.host.panel;

/** A bucket of tokens: so many messages at once, and so many a second in the long run. [one thread] */
final class RateLimit {
    private final double capacity;
    private final double perNano;
    private double tokens;
    private long filledAt;

    /**
     * A full bucket.
     *
     * @param perSecond messages a second in the long run, and as many at once
     * @param now nanoseconds
     */
    RateLimit(int perSecond, long now) {
        capacity = perSecond;
        perNano = perSecond / 1e9;
        tokens = capacity;
        filledAt = now;
    }

    /**
     * Takes a token.
     *
     * @param now nanoseconds
     * @return whether there was one
     */
    boolean allows(long now) {
        if (!isOpen(now)) {
            return false;
        }
        tokens--;
        return true;
    }

    /**
     * Looks whether there is a token, and leaves it there.
     *
     * @param now nanoseconds
     * @return whether there is one
     */
    boolean isOpen(long now) {
        tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
        filledAt = now;
        return tokens >= 1;
    }
}
