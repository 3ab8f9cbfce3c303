package org.lilt.abc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole files of ABC. */
public final class AbcFile {
    private static final int BLOCK = 8192;

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
        AbcReader reader = new AbcReader(events, diagnostics, options);
        String text = (options.playOrder() ? PlayOrder.expand(abc) : abc).toString();
        char[] block = new char[Math.min(text.length(), BLOCK)];
        int scanned = 0;
        for (int from = 0; from < text.length(); from += BLOCK) {
            int to = Math.min(from + BLOCK, text.length());
            text.getChars(from, to, block, 0);
            for (int i = from; i < to; i++) {
                if (i == scanned) {
                    scanned = emptyLine(text, i);
                    reader.alone(!severalVoices(text, i, scanned));
                }
                reader.feed(block[i - from]);
            }
        }
        reader.end();
    }

    /** Where the next empty line is over, which ends a tune. */
    private static int emptyLine(String text, int from) {
        int end = from;
        do {
            end = text.indexOf('\n', end) + 1;
        } while (end > 0 && end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r');
        return end == 0 ? text.length() : Math.min(end + 1, text.length());
    }

    /** Whether a part of the text has a voice, an overlay or lyrics, or something that looks like one. */
    private static boolean severalVoices(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '&' || c == ':' && i > from && (text.charAt(i - 1) == 'V' || text.charAt(i - 1) == 'w')) {
                return true;
            }
        }
        return false;
    }

    /**
     * The text in some bytes: UTF-8 if they are that, else Latin-1.
     *
     * @param bytes the content of a file
     * @return its text
     */
    public static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
