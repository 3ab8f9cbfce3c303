package org.lilt.abc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the notes of tunes; complains of whatever breaks the contract of {@link AbcEvents}. */
final class Notes implements AbcEvents {
    record Note(int tune, int channel, int pitch, int velocity, long onset, long end, long character) {}

    private record Key(int channel, int pitch, long character) {}

    final List<Note> notes = new ArrayList<>();
    private final Map<Key, List<Note>> sounding = new HashMap<>();
    private int tune;
    private long last;
    private long promised;

    static List<Note> of(CharSequence abc) {
        Notes notes = new Notes();
        AbcFile.read(abc, notes, AbcDiagnostics.NONE, AbcOptions.LIVE);
        return notes.notes;
    }

    @Override
    public void tuneStart(int ordinal, long tick) {
        tune = ordinal;
        last = tick;
        promised = 0;
    }

    @Override
    public void tuneEnd(int ordinal, long tick) {
        advance(tick);
        if (!sounding.isEmpty()) {
            throw new AssertionError("tune " + ordinal + " ends with notes on: " + sounding);
        }
    }

    @Override
    public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
        advance(tick);
        if (((channel | 15) != 15) || ((pitch | 127) != 127) || velocity < 1 || velocity > 127) {
            throw new AssertionError("out of range: channel " + channel + " pitch " + pitch + " velocity " + velocity);
        }
        sounding.computeIfAbsent(new Key(channel, pitch, character), k -> new ArrayList<>())
                .add(new Note(tune, channel, pitch, velocity, tick, -1, character));
    }

    @Override
    public void noteOff(long tick, int channel, int pitch, long character) {
        advance(tick);
        Key key = new Key(channel, pitch, character);
        List<Note> on = sounding.get(key);
        if (on == null) {
            throw new AssertionError("no such note is on: " + key + " at " + tick);
        }
        Note n = on.remove(0);
        if (on.isEmpty()) {
            sounding.remove(key);
        }
        notes.add(new Note(n.tune, channel, pitch, n.velocity, n.onset, tick, character));
    }

    int sounding() {
        return sounding.size();
    }

    /** From now on no event may lie before a tick. */
    void notBefore(long tick) {
        promised = tick;
    }

    private void advance(long tick) {
        if (tick < promised) {
            throw new AssertionError("event at " + tick + " after a frontier of " + promised);
        }
        if (tick < last) {
            throw new AssertionError("event at " + tick + " after one at " + last);
        }
        last = tick;
    }
}
