package org.lilt.plugin;

/**
 * Keeps where the notes under way went, so that each note-off can follow its note-on: for each note that came in, the notes that were made of it.
 *
 * <p>A note that is struck while it sounds ends what it had made, and ends itself with the last of its note-offs, as in the player. So to begin a note, end what
 * {@link #strike} says and then {@link #add}; to end one, end what {@link #release} says. Belongs to one thread; allocates nothing after its making.
 */
public final class NoteLedger {
    private static final int CHANNELS = 16;
    private static final int PITCHES = 128;

    private final int most;
    private final int[] strikes = new int[CHANNELS * PITCHES];
    private final byte[] counts = new byte[CHANNELS * PITCHES];
    private final short[] notes;
    private final long[] delays;
    private int found;

    /**
     * An empty ledger.
     *
     * @param most notes that are made of one, at most 127
     */
    public NoteLedger(int most) {
        this.most = most;
        notes = new short[CHANNELS * PITCHES * most];
        delays = new long[CHANNELS * PITCHES * most];
    }

    /** Forgets everything. */
    public void clear() {
        java.util.Arrays.fill(strikes, 0);
        java.util.Arrays.fill(counts, (byte) 0);
    }

    /**
     * A note begins.
     *
     * @param channel MIDI channel of the note that came in
     * @param pitch its pitch
     * @return how many notes of an earlier strike are to end now, see {@link #channel}, {@link #pitch} and {@link #delay}; they must be read before {@link #add}
     */
    public int strike(int channel, int pitch) {
        int key = channel * PITCHES + pitch;
        found = key * most;
        strikes[key]++;
        int before = counts[key];
        counts[key] = 0;
        return before;
    }

    /**
     * Notes what was made of the note that {@link #strike} was called for last.
     *
     * @param inChannel MIDI channel of the note that came in
     * @param inPitch its pitch
     * @param channel MIDI channel of the note that was made
     * @param pitch its pitch
     * @param delay ticks by which it is held back, and its end too
     * @return false when there is no room for another
     */
    public boolean add(int inChannel, int inPitch, int channel, int pitch, long delay) {
        int key = inChannel * PITCHES + inPitch;
        if (counts[key] >= most) {
            return false;
        }
        int i = key * most + counts[key]++;
        notes[i] = (short) (channel * PITCHES + pitch);
        delays[i] = delay;
        return true;
    }

    /**
     * A note ends.
     *
     * @param channel MIDI channel of the note that came in
     * @param pitch its pitch
     * @return how many notes are to end now; 0 when it goes on, since it was struck again, or does not sound
     */
    public int release(int channel, int pitch) {
        int key = channel * PITCHES + pitch;
        if (strikes[key] == 0 || --strikes[key] > 0) {
            return 0;
        }
        found = key * most;
        int ended = counts[key];
        counts[key] = 0;
        return ended;
    }

    /**
     * Whether a note that came in is under way.
     *
     * @param channel its MIDI channel
     * @param pitch its pitch
     * @return true between its first strike and its last release
     */
    public boolean sounds(int channel, int pitch) {
        return strikes[channel * PITCHES + pitch] > 0;
    }

    /**
     * Where one of the notes to end went.
     *
     * @param index from 0, below what {@link #strike} or {@link #release} returned
     * @return MIDI channel
     */
    public int channel(int index) {
        return notes[found + index] / PITCHES;
    }

    /**
     * Where one of the notes to end went.
     *
     * @param index from 0, below what {@link #strike} or {@link #release} returned
     * @return pitch
     */
    public int pitch(int index) {
        return notes[found + index] % PITCHES;
    }

    /**
     * How long one of the notes to end was held back.
     *
     * @param index from 0, below what {@link #strike} or {@link #release} returned
     * @return ticks
     */
    public long delay(int index) {
        return delays[found + index];
    }
}
