package org.lilt.abc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole files of ABC. */
public final class AbcFile {
    private static final int BLOCK = 8192;

    /** What decoding puts in the place of bytes that are not UTF-8. */
    private static final char MALFORMED = '\uFFFD';

    private AbcFile() {}

    /**
     * Reads a file's tunes, one after another, with all their voices.
     *
     * @param file an ABC file, in UTF-8 or else Latin-1
     * @param events hears the events of its tunes
     * @param diagnostics hears what is odd
     * @throws IOException if the file cannot be read
     */
    public static void read(Path file, AbcEvents events, AbcDiagnostics diagnostics) throws IOException {
        read(file, events, diagnostics, AbcOptions.FILE);
    }

    /**
     * Reads a file's tunes, one after another.
     *
     * @param file an ABC file, in UTF-8 or else Latin-1
     * @param events hears the events of its tunes
     * @param diagnostics hears what is odd
     * @param options what else is asked of the reader
     * @throws IOException if the file cannot be read
     */
    public static void read(Path file, AbcEvents events, AbcDiagnostics diagnostics, AbcOptions options)
            throws IOException {
        read(decode(Files.readAllBytes(file)), events, diagnostics, options);
    }

    /**
     * Reads the tunes of a text.
     *
     * @param abc the text
     * @param events hears the events of its tunes
     * @param diagnostics hears what is odd
     * @param options what else is asked of the reader
     */
    public static void read(CharSequence abc, AbcEvents events, AbcDiagnostics diagnostics, AbcOptions options) {
        if (options.playOrder()) {
            PlayOrder order = new PlayOrder(abc);
            readAsWritten(order.text(), events, order.diagnostics(diagnostics), options);
        } else {
            readAsWritten(abc.toString(), events, diagnostics, options);
        }
    }

    private static void readAsWritten(String text, AbcEvents events, AbcDiagnostics diagnostics, AbcOptions options) {
        AbcReader reader = new AbcReader(events, diagnostics, options);
        char[] block = new char[Math.min(text.length(), BLOCK)];
        VoiceScan scan = new VoiceScan(text);
        for (int from = 0; from < text.length(); from += BLOCK) {
            int to = Math.min(from + BLOCK, text.length());
            text.getChars(from, to, block, 0);
            int i = from;
            while (i < to) {
                if (i == scan.end()) {
                    reader.alone(scan.next());
                }
                int stop = Math.min(to, scan.end());
                reader.feed(block, i - from, stop - from);
                i = stop;
            }
        }
        reader.end();
    }

    /**
     * The text in some bytes: UTF-8 if they are that, else Latin-1.
     *
     * @param bytes the content of a file
     * @return its text
     */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(MALFORMED) < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
