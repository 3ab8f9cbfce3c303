package org.lilt.midi.synth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.lilt.midi.ShortMessages;

/** Notes what it is told, and at which frame. */
final class RecordingRenderer implements SoundRenderer {
    final List<Long> frames = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    volatile boolean closed;

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public void send(long frame, int status, int data1, int data2) {
        frames.add(frame);
        statuses.add(status);
        messages.add(
                String.format("%02x%02x%02x", status, data1, data2).substring(0, 2 * ShortMessages.length(status)));
    }

    @Override
    public void render(byte[] buffer, int count) {
        Arrays.fill(buffer, (byte) 0);
    }

    @Override
    public int block() {
        return 96;
    }

    @Override
    public int latency() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
    }
}
