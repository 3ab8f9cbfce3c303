package org.lilt.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Text in one run, as the article learns it: cut into as many equal lines as a batch has rows, wherever that falls, each read from its beginning to its
 * end with the state carried on. What is left over at the end, fewer characters than there are rows, is not learnt.
 */
final class RunningText implements Corpus {
    private final List<String> vocabulary;
    private final int[] tokens;
    private final int tunes;

    /**
     * Numbers a text.
     *
     * @param text the text; characters that the vocabulary lacks are left out
     * @param vocabulary index to character
     * @param tunes how many tunes it holds
     */
    RunningText(String text, List<String> vocabulary, int tunes) {
        this.vocabulary = vocabulary;
        this.tunes = tunes;
        Map<Character, Integer> index = new HashMap<>();
        for (int i = 0; i < vocabulary.size(); i++) {
            index.put(vocabulary.get(i).charAt(0), i);
        }
        tokens = text.chars()
                .map(c -> index.getOrDefault((char) c, -1))
                .filter(t -> t >= 0)
                .toArray();
    }

    /** The sorted set of a text's characters. */
    static List<String> vocabulary(String text) {
        TreeSet<Character> characters = new TreeSet<>();
        text.chars().forEach(c -> characters.add((char) c));
        return characters.stream().map(String::valueOf).toList();
    }

    @Override
    public List<String> vocabulary() {
        return vocabulary;
    }

    @Override
    public int size() {
        return tunes;
    }

    @Override
    public long characters() {
        return tokens.length - 1L;
    }

    @Override
    public String fingerprint() {
        CRC32 crc = new CRC32();
        for (int token : tokens) {
            crc.update(token);
        }
        return String.format("%08x", crc.getValue());
    }

    @Override
    public List<List<Line>> lines(int rows) {
        return batches(rows, 0, 0);
    }

    @Override
    public List<List<Line>> batches(int rows, long seed, int epoch) {
        int length = (tokens.length - 1) / rows;
        List<Line> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            // One more than it learns: a line's last character is the first of the next.
            int[] line = Arrays.copyOfRange(tokens, row * length, (row + 1) * length + 1);
            lines.add(new Line(line, new byte[Clocks.count()][line.length], 0));
        }
        return List.of(lines);
    }
}
