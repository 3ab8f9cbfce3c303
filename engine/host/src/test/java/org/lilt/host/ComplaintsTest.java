package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.synth.Synths;

/** Bad input: one line that names the file, the place and the reason, and exit status 1. */
class ComplaintsTest {
    @TempDir
    Path folder;

    private static void complains(Run run, String... parts) {
        assertEquals(1, run.status(), run.toString());
        assertEquals(1, run.err().lines().count(), run.err());
        for (String part : parts) {
            assertTrue(run.err().contains(part), run.err() + " lacks " + part);
        }
    }

    private Path shippedModel() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            try (InputStream in = Lilt.class.getResourceAsStream("/presets/nottingham/" + name)) {
                Files.copy(in, model.resolve(name));
            }
        }
        return model;
    }

    @Test
    void aTruncatedModel() throws IOException {
        Path model = shippedModel();
        Path weights = model.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(bytes, bytes.length / 2));
        complains(Run.lilt("generate", "--model", model.toString()), weights.toString());
        Files.write(weights, new byte[0]);
        complains(Run.lilt("play", "--model", model.toString()), weights.toString());
        Files.delete(weights);
        complains(Run.lilt("play", "--model", model.toString()), weights.toString());
    }

    @Test
    void aPresetThatNamesNoModel() throws IOException {
        Path preset = folder.resolve("mine.json");
        Files.writeString(preset, "{\"format\": 1, \"name\": \"mine\", \"generator\": \"lstm\"}");
        complains(Run.lilt("play", "--preset", preset.toString()), preset.toString(), "model");
        Files.writeString(preset, "{\"format\": 1, \"name\": \"mine\",\n \"generator\" \"lstm\"}");
        complains(Run.lilt("play", "--preset", preset.toString()), preset.toString(), "line 2");
        Files.writeString(
                preset,
                "{\"format\": 1, \"name\": \"m\", \"generator\": \"lstm\", \"model\": \"nottingham\", \"tempr\": 1}");
        complains(Run.lilt("play", "--preset", preset.toString()), preset.toString(), "tempr");
        Files.writeString(
                preset,
                "{\"format\": 1, \"name\": \"m\", \"generator\": \"lstm\", \"model\": \"nottingham\", \"parameters\": {\"temperature\": 9}}");
        complains(Run.lilt("play", "--preset", preset.toString()), "temperature", "9");
        complains(Run.lilt("play", "--preset", "no-such-preset"), "no-such-preset", "nottingham");
    }

    @Test
    void aPresetFileMayNameAShippedModel() throws IOException {
        Path preset = folder.resolve("mine.json");
        Files.writeString(
                preset,
                "{\"format\": 1, \"name\": \"m\", \"generator\": \"lstm\", \"model\": \"nottingham\", \"header\": {\"M\": \"6/8\", \"L\": \"1/8\", \"K\": \"D\"}}");
        Path tunes = folder.resolve("tunes.abc");
        Run run = Run.lilt("generate", "--preset", preset.toString(), "--seed", "3", "-o", tunes.toString());
        assertEquals(0, run.status(), run.err());
        assertTrue(Files.readString(tunes).startsWith("X:1\nM:6/8\nL:1/8\nK:D\n"));
    }

    @Test
    void anAbcFileThatIsAPicture() throws IOException {
        Path picture = folder.resolve("tune.abc");
        Files.write(
                picture, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0});
        Path out = folder.resolve("out.mid");
        complains(Run.lilt("convert", picture.toString(), "-o", out.toString()), picture.toString());
        complains(Run.lilt("prepare", picture.toString()), picture.toString());
        complains(Run.lilt("evaluate", picture.toString()), picture.toString());
        complains(
                Run.lilt(
                        "render",
                        picture.toString(),
                        "-o",
                        folder.resolve("out.wav").toString()),
                picture.toString());
        assertFalse(Files.exists(out));
        assertFalse(Files.exists(folder.resolve("out.wav")));
    }

    @Test
    void anUnknownPortAndAnUnknownOption() {
        complains(Run.lilt("play", "--out", "port:no such port"), "no such port");
        complains(Run.lilt("play", "--out", "trumpet"), "trumpet");
        complains(Run.lilt("play", "--loud"), "--loud");
        complains(Run.lilt("play", "--temperature", "hot"), "temperature", "hot");
        complains(Run.lilt("play", "--temperature", "7"), "temperature", "7");
        complains(Run.lilt("dance"), "dance");
        complains(Run.lilt("convert", folder.resolve("none.abc").toString(), "-o", "x.mid"), "none.abc");
    }

    @Test
    void theFolkBandWhereItIsNotBuiltIn() {
        String out = folder.resolve("out.wav").toString();
        String[] render = {"render", "--synth", Synths.JSYN, "--seconds", "1", "-o", out};
        if (Synths.reasonMissing(Synths.JSYN).isPresent()) {
            complains(Run.lilt("play", "--out", "jsyn"), "jsyn: not built in", "mvn -Pjsyn");
            complains(Run.lilt(render), "jsyn: not built in", "mvn -Pjsyn");
        } else {
            assertEquals(0, Run.lilt(render).status());
        }
        assertEquals(Synths.reasonMissing(Synths.JSYN).isEmpty(), Files.exists(Path.of(out)));
        complains(Run.lilt("render", "--synth", "organ", "-o", out), "organ", "there are: synth, jsyn");
    }

    @Test
    void aPanelPortThatWasAskedForAndIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            complains(Run.lilt("play", "--out", "none", "--seconds", "1", "--panel", port), port);
        }
    }

    @Test
    void aRecordingThatCannotBeWritten() {
        String file = folder.resolve("no/such/folder.mid").toString();
        complains(Run.lilt("play", "--out", "none", "--seconds", "1", "--no-panel", "--record", file), file);
    }

    @Test
    void aPanelForTheNetworkThatIsNotToBe() {
        complains(Run.lilt("play", "--out", "none", "--lan", "--no-panel"), "--lan and --no-panel exclude each other");
    }
}
