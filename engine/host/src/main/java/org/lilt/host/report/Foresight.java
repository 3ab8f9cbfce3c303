package org.lilt.host.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcReader;
import org.lilt.engine.TuneFiles;
import org.lilt.engine.network.Evaluation;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.ModelException;

/** How well a network foresees tunes, as {@code lilt evaluate} and the report give it. */
public final class Foresight {
    private static final double PLACES = 1e4;

    private Foresight() {}

    /**
     * Scores a network on tunes.
     *
     * @param network the network
     * @param files ABC files, or folders of them
     * @param raw whether the files' characters are taken as they are, in one run, and not the normal form
     * @return {@code characters}, {@code bits_per_character}, {@code accuracy}, {@code notes}, {@code bits_per_note}, and {@code
     *     unknown_characters} where there are any
     * @throws IOException when a file cannot be read or holds no tune; the message names it
     * @throws ModelException when the network does not know the line feed
     */
    public static ObjectNode of(LstmNetwork network, List<Path> files, boolean raw) throws IOException, ModelException {
        return of(network, raw ? text(files) : String.join("", TuneFiles.normalForms(files)), raw);
    }

    /**
     * Scores a network on a text.
     *
     * @param network the network
     * @param text tunes in normal form; or any text
     * @param raw whether it is any text, read in one run
     * @return as from files
     * @throws ModelException when the network does not know the line feed
     */
    public static ObjectNode of(LstmNetwork network, String text, boolean raw) throws ModelException {
        Evaluation evaluation = raw ? Evaluation.ofText(network, text) : Evaluation.ofTunes(network, text);
        long notes = writtenNotes(text);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("characters", evaluation.characters());
        result.put("bits_per_character", rounded(evaluation.bitsPerCharacter()));
        result.put("accuracy", rounded(evaluation.accuracy()));
        result.put("notes", notes);
        result.put("bits_per_note", notes == 0 ? 0 : rounded(evaluation.bits() / notes));
        if (evaluation.unknown() > 0) {
            result.put("unknown_characters", evaluation.unknown());
        }
        return result;
    }

    /**
     * The text of files, one after another.
     *
     * @param paths ABC files, or folders of them
     * @return their text
     * @throws IOException when one cannot be read; the message names it
     */
    public static String text(List<Path> paths) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path path : paths) {
            for (Path file : TuneFiles.files(path)) {
                all.append(TuneFiles.text(file));
            }
        }
        return all.toString();
    }

    /** Notes of the melody that are written, a repeat not counted again: each comes from a character of its own. */
    private static long writtenNotes(String text) {
        long[] count = new long[1];
        long[] last = {-1};
        AbcReader reader = new AbcReader(new AbcEvents() {
            @Override
            public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
                if (channel == 0 && character > last[0]) {
                    last[0] = character;
                    count[0]++;
                }
            }

            @Override
            public void noteOff(long tick, int channel, int pitch, long character) {
                // Only beginnings are counted.
            }
        });
        text.codePoints().forEach(reader::feed);
        reader.end();
        return count[0];
    }

    private static double rounded(double value) {
        return Math.round(value * PLACES) / PLACES;
    }
}
