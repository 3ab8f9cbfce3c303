package org.lilt.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.lilt.midi.file.WholeFile;

/** Text files, written whole or not at all. */
final class Texts {
    private Texts() {}

    /** Writes text to a file as UTF-8, or to standard output when there is none. */
    static void write(Path file, CharSequence text) throws IOException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (file == null) {
            System.out.write(bytes);
            System.out.flush();
            return;
        }
        try (WholeFile whole = new WholeFile(file)) {
            OutputStream out = whole.output();
            out.write(bytes);
            whole.commit();
        }
    }
}
