package org.lilt.midi.synth;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Takes sound as an audio device with a buffer of 10 ms does, and keeps it. */
final class TestDevice implements SynthDestination.AudioSink {
    final byte[] heard = new byte[SoundRenderer.RATE * 4 * 10];
    final AtomicBoolean pulled = new AtomicBoolean();
    volatile int length;
    volatile boolean closed;
    private long start;

    @Override
    public int write(byte[] sound, int bytes) {
        if (pulled.get()) {
            return 0;
        }
        long now = System.nanoTime();
        start = length == 0 ? now : start;
        long room = start + (long) ((length / 4 - SoundRenderer.RATE / 100) * 1e9 / SoundRenderer.RATE);
        while (System.nanoTime() < room) {
            LockSupport.parkNanos(room - System.nanoTime());
        }
        System.arraycopy(sound, 0, heard, length, bytes);
        length += bytes;
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
    }
}
