package org.lilt.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.lilt.engine.player.MessageListener;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/** Notes of the melody on both sides of the player: as the generator writes them, and as a port gets them. */
final class Heard implements Generator, Destination, MessageListener {
    private static final int KIND = 0xF0;
    private static final int NOTE_OFF = 0x80;
    private static final int NOTE_ON = 0x90;
    private static final int CONTROL = 0xB0;
    private static final int VOLUME = 7;

    /** A note as it is written; a repeat has the character of the first time. */
    record Written(long tick, int pitch, long character) {}

    /** A note as it is sent, with the moment at which it was due. */
    record Sent(long tick, int pitch, long nanos) {}

    /** When a new tempo has begun to hold. */
    record Tempo(double value, long nanos) {}

    private final Generator generator;
    private final List<Written> written = new ArrayList<>(1 << 16);
    private final List<Sent> sent = new ArrayList<>(1 << 16);
    private final List<Tempo> tempos = new ArrayList<>(1 << 12);
    private long due;
    private volatile boolean began;
    // Of the player thread.
    private volatile int volumes;
    private volatile int sounding;

    Heard(Generator generator) {
        this.generator = generator;
    }

    /** What came before does not count. */
    void begin() {
        began = true;
    }

    // Read when the changes are over; what is added meanwhile is not looked at.

    List<Written> written() {
        return List.copyOf(written.subList(0, written.size()));
    }

    List<Sent> sent() {
        return List.copyOf(sent.subList(0, sent.size()));
    }

    List<Tempo> tempos() {
        return List.copyOf(tempos.subList(0, tempos.size()));
    }

    @Override
    public List<Parameter> parameters() {
        return generator.parameters();
    }

    @Override
    public void start(long tick) {
        generator.start(tick);
    }

    @Override
    public long advance(long until, EventSink out) {
        return generator.advance(until, (tick, kind, channel, data1, data2, source) -> {
            if (kind == Event.Kind.NOTE_ON && channel == 0) {
                written.add(new Written(tick, data1, source));
            }
            out.accept(tick, kind, channel, data1, data2, source);
        });
    }

    @Override
    public String name() {
        return "benchmark";
    }

    @Override
    public MediaClock clock() {
        return MediaClock.SYSTEM;
    }

    @Override
    public long lead() {
        return 0;
    }

    /** How many channel volumes were sent. [any thread] */
    int volumes() {
        return volumes;
    }

    /** How many notes sound. [any thread] */
    int sounding() {
        return sounding;
    }

    // One writing thread: a plain read and a volatile write suffice.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    @Override
    public boolean send(long time, int status, int data1, int data2) {
        due = time;
        switch (status & KIND) {
            case NOTE_ON -> sounding = sounding + 1;
            case NOTE_OFF -> sounding = sounding - 1;
            case CONTROL -> volumes = volumes + (data1 == VOLUME ? 1 : 0);
            default -> {
                // Not asked for.
            }
        }
        return true;
    }

    @Override
    public void sent(long tick, int status, int data1, int data2) {
        if (began && status == NOTE_ON) {
            sent.add(new Sent(tick, data1, due));
        }
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        tempos.add(new Tempo(quartersPerMinute, System.nanoTime()));
    }

    @Override
    public void close() {}
}
