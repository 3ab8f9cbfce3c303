package org.lilt.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.lilt.engine.player.MessageListener;
import org.lilt.midi.file.MidiRecorder;
import org.lilt.midi.file.MidiTrack;

/** Records what is played as a MIDI file. Listens on the player thread, writes on a thread of its own. */
final class Recording implements MessageListener, Closeable {
    /** Marker texts are made ahead for so many tunes, since the player thread makes no strings; later tunes share the last. */
    private static final int NAMED_TUNES = 1000;

    private static final int LARGEST_UNIT = 64;
    private static final int MOST_BEATS = 255;
    private static final int MOST_SHARPS = 7;

    private final Path file;
    private final MidiRecorder recorder;
    private final String[] names = new String[NAMED_TUNES + 1];

    /**
     * Begins to record.
     *
     * @param file where to
     * @throws IOException when it cannot be written
     */
    Recording(Path file) throws IOException {
        this.file = file;
        recorder = new MidiRecorder(file);
        for (int i = 0; i < NAMED_TUNES; i++) {
            names[i] = "tune " + i;
        }
        names[NAMED_TUNES] = "tune " + NAMED_TUNES + " or later";
    }

    Path file() {
        return file;
    }

    /** What is lost or has failed, in one line; empty while all is well. */
    String trouble() {
        return recorder.failure().orElse(recorder.lost() == 0 ? "" : file + ": " + recorder.lost() + " events lost");
    }

    @Override
    public void sent(long tick, int status, int data1, int data2) {
        recorder.event(tick, status, data1, data2);
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        recorder.tempo(tick, quartersPerMinute);
    }

    @Override
    public void meter(long tick, int numerator, int denominator) {
        // A network may write meters that a MIDI file cannot hold, such as 3/5.
        boolean powerOfTwo = Integer.bitCount(denominator) == 1 && denominator <= LARGEST_UNIT;
        if (powerOfTwo && numerator >= 1 && numerator <= MOST_BEATS) {
            recorder.meter(tick, numerator, denominator);
        }
    }

    @Override
    public void key(long tick, int sharps, boolean minor) {
        if (Math.abs(sharps) <= MOST_SHARPS) {
            recorder.key(tick, sharps, minor);
        }
    }

    @Override
    public void tuneStarts(long tick, int ordinal) {
        recorder.text(tick, MidiTrack.Text.MARKER, names[Math.min(ordinal, NAMED_TUNES)]);
    }

    @Override
    public void close() throws IOException {
        recorder.close();
    }
}
