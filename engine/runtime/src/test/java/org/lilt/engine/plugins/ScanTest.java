package org.lilt.engine.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Generator;
import org.lilt.plugin.PluginException;

class ScanTest {
    @TempDir
    Path folder;

    private Plugins scan(Duration limit, Path... jars) throws Exception {
        return Plugins.scan(List.of(jars), folder.resolve("cache"), limit);
    }

    private String badOf(Path jar) throws Exception {
        Plugins plugins = scan(Duration.ofSeconds(20), jar);
        assertEquals(1, plugins.bad().size(), "nothing bad about " + jar);
        assertEquals(jar, plugins.bad().get(0).jar());
        return plugins.bad().get(0).reason();
    }

    @Test
    void goodJarsAreListedAndMadeEachInAClassLoaderOfItsOwn() throws Exception {
        Path effect = Jars.effect(folder, "org.test.effect", "", "");
        Path generator = Jars.generator(folder, "org.test.generator", "", "");
        Plugins plugins = scan(Duration.ofSeconds(20), effect, generator);
        assertEquals(List.of(), plugins.bad());
        assertEquals(
                Descriptor.Kind.EFFECT,
                plugins.entry("org.test.effect").descriptor().kind());
        assertEquals(generator, plugins.entry("org.test.generator").jar());
        Object first = plugins.create("org.test.effect");
        Object second = plugins.create("org.test.generator");
        assertTrue(first instanceof Effect && second instanceof Generator);
        assertFalse(first.getClass().getClassLoader() == second.getClass().getClassLoader());
        assertThrows(
                ClassNotFoundException.class,
                () -> first.getClass().getClassLoader().loadClass("org.lilt.engine.player.Player"),
                "a plugin sees nothing of Lilt but the interface");
    }

    @Test
    void aJarThatExitsWhenItIsLoadedIsListedAsBadAndWeGoOn() throws Exception {
        String reason = badOf(Jars.effect(folder, "exits", "static { System.exit(0); }", ""));
        assertEquals("ended the process that scanned it (exit status 0)", reason);
    }

    @Test
    void aJarThatHangsIsGivenUpAfterTheLimit() throws Exception {
        Path jar = Jars.effect(folder, "hangs", "static { if (true) while (true) { Thread.onSpinWait(); } }", "");
        long begin = System.nanoTime();
        Plugins plugins = scan(Duration.ofSeconds(2), jar);
        assertTrue(System.nanoTime() - begin < 20e9);
        assertEquals(
                "did not answer within 2 s while it was scanned",
                plugins.bad().get(0).reason());
    }

    @Test
    void aJarThatThrowsIsListedWithWhatItThrew() throws Exception {
        String reason = badOf(Jars.effect(
                folder, "throws", "public Made() { throw new IllegalStateException(\"no licence\"); }", ""));
        assertTrue(reason.contains("no licence"), reason);
    }

    @Test
    void aJarOfAnotherMajorVersionIsNotUsed() throws Exception {
        Path jar = Jars.jar(
                folder,
                "newer",
                "EFFECT",
                "public class Made implements org.lilt.plugin.Effect { "
                        + "public java.util.List<org.lilt.plugin.Parameter> parameters() { return java.util.List.of(); } "
                        + "public long process(org.lilt.plugin.Block b, org.lilt.plugin.EventSink o) { return 0; } "
                        + "public void reset() {} }",
                "\"2.0.0\"");
        assertEquals("was made for version 2.0.0 of the plugin interface, this Lilt has 1.0.0", badOf(jar));
    }

    @Test
    void aParameterThatIsNotANumberIsBad() throws Exception {
        String reason = badOf(Jars.effect(
                folder, "nan", "Parameter p = new Parameter(\"x\", \"X\", \"\", Double.NaN, 1, 0, false, \"\");", ""));
        assertTrue(reason.contains("outside"), reason);
    }

    @Test
    void whatIsNoJarOrHoldsNoPluginsIsSaidToBe() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertTrue(badOf(text).contains("names no plugin factory"), badOf(text));
        assertEquals("no such file", badOf(folder.resolve("missing.jar")));
    }

    @Test
    void twoJarsWithTheSamePluginAreNotBothUsed() throws Exception {
        Path jar = Jars.effect(folder, "twice", "", "");
        Path copy = Files.copy(jar, folder.resolve("copy.jar"));
        Plugins plugins = scan(Duration.ofSeconds(20), jar, copy);
        assertTrue(plugins.bad().get(0).reason().startsWith("twice is there already"));
        PluginException none = assertThrows(PluginException.class, () -> plugins.create("none"));
        assertEquals("there is no plugin none (see lilt plugins)", none.getMessage());
    }

    @Test
    void whatWasFoundIsKeptByContent() throws Exception {
        Path jar = Jars.effect(folder, "kept", "", "");
        scan(Duration.ofSeconds(20), jar);
        long begin = System.nanoTime();
        Plugins again = scan(Duration.ofMillis(1), jar); // too short for a process
        assertEquals(List.of(), again.bad());
        assertTrue(System.nanoTime() - begin < 1e9);
        Files.copy(Jars.effect(folder, "other", "", ""), jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, scan(Duration.ofMillis(1), jar).bad().size(), "another content is scanned anew");
    }

    @Test
    void placesFollowTheConventionsOfEachSystem() throws Exception {
        assertEquals(Path.of("/h/.local/share/lilt/plugins"), PluginPlaces.ofUser("Linux", "/h", Map.of()));
        assertEquals(Path.of("/d/lilt/plugins"), PluginPlaces.ofUser("Linux", "/h", Map.of("XDG_DATA_HOME", "/d")));
        assertEquals(
                Path.of("/h/Library/Application Support/Lilt/Plugins"),
                PluginPlaces.ofUser("Mac OS X", "/h", Map.of()));
        assertEquals(Path.of("/l/Lilt/Plugins"), PluginPlaces.ofUser("Windows 11", "/h", Map.of("LOCALAPPDATA", "/l")));
        Path jar = Files.createFile(folder.resolve("a.jar"));
        Path deep = Files.createDirectories(folder.resolve("x").resolve("y"));
        Path inner = Files.createFile(deep.resolve("b.jar"));
        assertEquals(List.of(jar, inner), PluginPlaces.jars(folder, jar + File.pathSeparator + inner));
    }
}
