package org.lilt.abc;

import java.nio.file.Path;

/** Prints the notes of files as lines of JSON, for {@code conformance/check.py}. */
final class Jsonl {
    private Jsonl() {}

    public static void main(String[] files) throws Exception {
        StringBuilder out = new StringBuilder();
        for (String file : files) {
            Notes notes = new Notes();
            AbcFile.read(Path.of(file), notes, AbcDiagnostics.NONE);
            for (Notes.Note n : notes.notes) {
                out.append("{\"file\":\"").append(file).append("\",\"tune\":").append(n.tune());
                out.append(",\"type\":\"note\",\"channel\":").append(n.channel());
                out.append(",\"pitch\":")
                        .append(n.pitch())
                        .append(",\"onset\":\"")
                        .append(n.onset())
                        .append("/10080\"");
                out.append(",\"duration\":\"").append(n.end() - n.onset()).append("/10080\"}\n");
            }
        }
        System.out.print(out);
    }
}
