package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    @Test
    void aQuickNetworkOnAnIdleMachineCanPlay() {
        assertEquals(
                "This machine can play in real time: the network writes 1,000 times as fast as the music is played, so a"
                        + " processor has time for about as many tunes at once.",
                BenchVerdict.of(10, 100_000, 0.2, 0));
    }

    @Test
    void aBusyMachineIsToldFromAWeakOne() {
        assertTrue(BenchVerdict.of(10, 100_000, 12.4, 0).contains("some notes come 12 ms late"));
        assertTrue(BenchVerdict.of(10, 30_000_000, 0.2, 0).startsWith("This machine cannot play this model"));
        assertTrue(BenchVerdict.of(10, 100_000, 0.2, 3).contains("had to wait 3 times"));
    }

    @Test
    void itMeasuresAndSaysSo() {
        StringWriter out = new StringWriter();
        assertEquals(0, Lilt.commandLine("bench").setOut(new PrintWriter(out)).execute("bench", "--seconds", "1"));
        assertTrue(out.toString().contains("A step of the network, plain: "), out.toString());
        assertTrue(out.toString().contains("Playing for 1 s: "), out.toString());
        assertTrue(out.toString().contains("This machine can"), out.toString());
    }
}
