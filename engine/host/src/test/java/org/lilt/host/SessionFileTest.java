package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.host.control.Mappings;
import org.lilt.host.session.HeardTune;

class SessionFileTest {
    @TempDir
    Path folder;

    private SessionFile session(Mappings mappings) throws IOException {
        HeardTune heard = new HeardTune(3, 3, 8, "trio", "2026-11-26T16:00:00Z", true, "X:1\nK:G\nG|");
        return new SessionFile(
                PresetLibrary.find("trio").preset(), List.of("jack:ardour", "none"), mappings, 3, List.of(heard));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Path file = folder.resolve("s.json");
        SessionFile written = session(new Mappings("jack", "nano", Map.of(74, "temperature", 7, "tempo")));
        written.write(file);
        SessionFile read = SessionFile.read(file);
        assertEquals(written.outs(), read.outs());
        assertEquals(written.mappings(), read.mappings());
        assertEquals(written.history(), read.history());
        assertEquals(3, read.tune());
        assertEquals(
                written.preset().parts().stream().map(PartSetting::name).toList(),
                read.preset().parts().stream().map(PartSetting::name).toList());
    }

    @Test
    void oneWithoutMappingsHasNone() throws Exception {
        Path file = folder.resolve("s.json");
        session(Mappings.NONE).write(file);
        String text = Files.readString(file);
        Files.writeString(file, text.replaceAll("(?s)  \"mappings\" : \\{.*?\\},\\s*\"tune\"", "\"tune\""));
        assertTrue(!Files.readString(file).contains("mappings"));
        assertEquals(Mappings.NONE, SessionFile.read(file).mappings());
    }

    @Test
    void mappingsThatAreNoneAreNamed() throws Exception {
        Path file = folder.resolve("s.json");
        session(new Mappings(null, null, Map.of(74, "temperature"))).write(file);
        Files.writeString(file, Files.readString(file).replace("\"74\"", "\"knob\""));
        IOException e = assertThrows(IOException.class, () -> SessionFile.read(file));
        assertTrue(e.getMessage().startsWith(file + ": mappings: "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
}
