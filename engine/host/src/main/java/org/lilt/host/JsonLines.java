package org.lilt.host;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.PrintStream;
import org.lilt.plugin.Event;

/** Writes the notes of tunes as one JSON object a line, each when it ends. */
final class JsonLines implements TuneEvents.Listener {
    private final String file;
    private final PrintStream out;

    /**
     * Begins a file.
     *
     * @param file what the lines call it
     * @param out takes the lines
     */
    JsonLines(String file, PrintStream out) {
        this.file = new String(JsonStringEncoder.getInstance().quoteAsString(file));
        this.out = out;
    }

    @Override
    public void note(int tune, TuneEvents.Note note) {
        line(
                tune,
                "note",
                "\"channel\":" + note.channel() + ",\"pitch\":" + note.pitch() + ",\"velocity\":" + note.velocity()
                        + ",\"onset\":\"" + quarters(note.onset()) + "\",\"duration\":\""
                        + quarters(note.duration()) + "\"");
    }

    @Override
    public void tempo(int tune, long tick, double quartersPerMinute) {
        line(tune, "tempo", "\"onset\":\"" + quarters(tick) + "\",\"quarters_per_minute\":" + quartersPerMinute);
    }

    private void line(int tune, String type, String rest) {
        out.print("{\"file\":\"" + file + "\",\"tune\":" + tune + ",\"type\":\"" + type + "\"," + rest + "}\n");
    }

    /** Ticks as an exact fraction of quarter notes, such as 3/2. */
    static String quarters(long ticks) {
        long divisor = gcd(ticks, Event.TICKS_PER_QUARTER);
        long denominator = Event.TICKS_PER_QUARTER / divisor;
        return denominator == 1 ? String.valueOf(ticks / divisor) : ticks / divisor + "/" + denominator;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
