package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcReader;
import org.lilt.engine.TuneFiles;
import org.lilt.engine.network.Evaluation;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.ModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lilt evaluate}. */
@Command(
        name = "evaluate",
        description = "Says how well a network foresees tunes, as JSON.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    private static final double PLACES = 1e4;

    @Mixin
    private Source source;

    @Parameters(arity = "1..*", paramLabel = "F.abc", description = "ABC files, or folders of them.")
    private List<Path> files;

    @Option(names = "--raw", description = "Take the characters as they are, in one run, and not the normal form.")
    private boolean raw;

    @Override
    public Integer call() throws IOException, ModelException {
        LstmNetwork network = source.load().network();
        String text;
        if (raw) {
            StringBuilder all = new StringBuilder();
            for (Path path : files) {
                for (Path file : TuneFiles.files(path)) {
                    all.append(TuneFiles.text(file));
                }
            }
            text = all.toString();
        } else {
            text = String.join("", TuneFiles.prepare(files).tunes());
        }
        Evaluation evaluation = raw ? Evaluation.ofText(network, text) : Evaluation.ofTunes(network, text);
        long notes = writtenNotes(text);
        ObjectMapper json = new ObjectMapper();
        ObjectNode result = json.createObjectNode();
        result.put("characters", evaluation.characters());
        result.put("bits_per_character", rounded(evaluation.bitsPerCharacter()));
        result.put("accuracy", rounded(evaluation.accuracy()));
        result.put("notes", notes);
        result.put("bits_per_note", notes == 0 ? 0 : rounded(evaluation.bits() / notes));
        if (evaluation.unknown() > 0) {
            result.put("unknown_characters", evaluation.unknown());
        }
        System.out.println(json.writeValueAsString(result));
        return 0;
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
