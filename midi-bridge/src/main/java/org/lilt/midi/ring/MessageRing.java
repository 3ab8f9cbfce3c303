package org.lilt.midi.ring;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounded queue of messages, each two numbers, from one producer thread to one consumer thread. Nothing here blocks, locks or
 * allocates. The slots are published by a release store of the tail and freed by a release store of the head.
 */
public final class MessageRing {
    private final long[] times;
    private final long[] messages;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    /**
     * An empty ring.
     *
     * @param capacity messages that it must hold at least, 1 to 2^30; rounded up to a power of two
     * @throws IllegalArgumentException when the capacity is outside its range
     */
    public MessageRing(int capacity) {
        if (capacity < 1 || capacity > 1 << 30) {
            throw new IllegalArgumentException("capacity " + capacity + " is outside 1 to 2^30");
        }
        int size = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        times = new long[size];
        messages = new long[size];
        mask = size - 1;
    }

    /**
     * Adds a message behind the others. [producer thread]
     *
     * @param time when it is due, on whatever clock the two threads share
     * @param message the message
     * @return false when the ring is full; the message was then not taken
     */
    public boolean offer(long time, long message) {
        long at = tail.getPlain();
        if (at - head.getAcquire() > mask) {
            return false;
        }
        int slot = (int) at & mask;
        times[slot] = time;
        messages[slot] = message;
        tail.setRelease(at + 1);
        return true;
    }

    /**
     * Whether there is no message. [consumer thread for an exact answer, any thread for a recent one]
     *
     * @return true when there is none
     */
    public boolean isEmpty() {
        return head.getPlain() == tail.getAcquire();
    }

    /**
     * Time of the oldest message. [consumer thread; only when not empty]
     *
     * @return the time it was offered with
     */
    public long time() {
        return times[(int) head.getPlain() & mask];
    }

    /**
     * The oldest message, which stays. [consumer thread; only when not empty]
     *
     * @return the message
     */
    public long message() {
        return messages[(int) head.getPlain() & mask];
    }

    /** Removes the oldest message. [consumer thread; only when not empty] */
    public void remove() {
        head.setRelease(head.getPlain() + 1);
    }
}
