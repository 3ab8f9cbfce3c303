package org.lilt.host.panel;

import java.util.ArrayList;
import java.util.List;
import org.lilt.abc.AbcDiagnostics;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcReader;
import org.lilt.abc.NormalForm;

/**
 * Bars that somebody types, from which a tune is to go on, read as tunes are read while they are played.
 *
 * @param beginning in normal form, without the empty line
 * @param notes how many there are
 * @param remarks what the reader finds odd, by line and column
 */
record Draft(String beginning, int notes, List<String> remarks) {
    private static final int MOST_REMARKS = 20;

    /**
     * Reads what was typed. [any thread]
     *
     * @param text in ABC
     */
    static Draft read(String text) {
        Notes notes = new Notes();
        List<String> remarks = new ArrayList<>();
        AbcDiagnostics diagnostics = (line, column, problem, words) -> {
            if (remarks.size() < MOST_REMARKS) {
                String what = words.length() == 0 ? "" : " '" + words + "'";
                remarks.add("line " + line + ", column " + column + ": " + problem.meaning() + what + ", "
                        + problem.remedy());
            }
        };
        AbcReader reader = new AbcReader(notes, diagnostics);
        reader.feed(text);
        reader.end();
        if (notes.count == 0) {
            remarks.add("there is no note in it");
        }
        List<String> tunes = NormalForm.tunes(text.strip());
        String beginning = "";
        if (tunes.isEmpty()) {
            remarks.add("there is no field K:, which ends the header");
        } else {
            beginning = NormalForm.of(tunes.get(0)).stripTrailing();
        }
        return new Draft(beginning, notes.count, remarks);
    }

    private static final class Notes implements AbcEvents {
        private int count;

        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
            count += channel == 0 ? 1 : 0;
        }

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {
            // Each has begun.
        }
    }
}
