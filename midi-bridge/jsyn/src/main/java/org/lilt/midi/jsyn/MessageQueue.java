package org.lilt.midi.jsyn;

import java.util.Arrays;

/** Messages with their frames, first in, first out. Grows when it must. */
final class MessageQueue {
    private long[] frames = new long[1024];
    private int[] messages = new int[frames.length];
    private int first;
    private int end;

    void add(long frame, int message) {
        if (end == frames.length) {
            makeRoom();
        }
        frames[end] = frame;
        messages[end++] = message;
    }

    private void makeRoom() {
        int count = end - first;
        int capacity = count > frames.length / 2 ? 2 * frames.length : frames.length;
        frames = Arrays.copyOf(Arrays.copyOfRange(frames, first, end), capacity);
        messages = Arrays.copyOf(Arrays.copyOfRange(messages, first, end), capacity);
        first = 0;
        end = count;
    }

    boolean isEmpty() {
        return first == end;
    }

    /** Frame of the first message. */
    long frame() {
        return frames[first];
    }

    /** Takes the first message out. */
    int remove() {
        int message = messages[first++];
        if (first == end) {
            first = 0;
            end = 0;
        }
        return message;
    }
}
