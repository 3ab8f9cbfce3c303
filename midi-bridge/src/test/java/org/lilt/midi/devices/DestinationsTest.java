package org.lilt.midi.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lilt.midi.DestinationException;
import org.lilt.midi.SilentDestination;

class DestinationsTest {
    private static String refused(String out) {
        return assertThrows(DestinationException.class, () -> Destinations.open(out, Optional.empty(), news -> {}))
                .getMessage();
    }

    @Test
    void noneIsSilent() throws DestinationException {
        Destinations.Opened opened = Destinations.open("none", Optional.empty(), news -> {});
        assertInstanceOf(SilentDestination.class, opened.destination());
        assertEquals("Playing in silence.", opened.explanation());
    }

    @Test
    void whatIsUnknownIsRefusedWithWhatThereIs() {
        for (String out : List.of("speaker", "", "jack:", "synth:x", "port")) {
            String message = refused(out);
            assertFalse(message.contains("\n"));
            assertTrue(message.contains("there are: "), message);
        }
        assertTrue(refused("speaker").startsWith("unknown destination 'speaker'; there are: auto, synth"));
        assertTrue(refused("port:nothing of the kind").startsWith("port:nothing of the kind: no MIDI port has this"));
    }

    @Test
    void theFolkBandThatIsNotBuiltInIsRefusedWithTheCommandThatBringsIt() {
        // This module never sees JSyn; its own does, in the profile "jsyn".
        assertEquals(
                "jsyn: not built in; JSyn is only on JitPack: get it by 'mvn -Pjsyn -DskipTests package'",
                refused("jsyn"));
    }

    @Test
    void autoAlwaysOpensAndSaysWhy() throws DestinationException {
        Destinations.Opened opened = Destinations.open("auto", Optional.empty(), news -> {});
        assertTrue(opened.explanation().contains("because"), opened.explanation());
        opened.destination().close();
    }

    @Test
    void everyKindIsListedAndForWhatIsMissingWhy() {
        List<Device> devices = Destinations.list();
        for (String kind : List.of("jack", "alsa", "coremidi", "synth", "jsyn", "none")) {
            assertTrue(devices.stream().anyMatch(device -> device.out().equals(kind)), kind);
        }
        for (Device device : devices) {
            assertFalse(device.remark().isBlank(), device.out());
            if (!device.available()) {
                assertTrue(
                        refused(device.out()).endsWith(device.remark()), device.out() + ": " + refused(device.out()));
            }
        }
    }

    @Test
    void inputsAreListedAndWhatIsUnknownIsRefused() {
        assertTrue(Inputs.list().stream().anyMatch(device -> device.out().equals("jack")));
        String refusal = assertThrows(
                        DestinationException.class,
                        () -> Inputs.open("no such knobs", "lilt-control", (n, s, d1, d2) -> {}, news -> {}))
                .getMessage();
        assertTrue(refusal.startsWith("port:no such knobs: no MIDI port has this in its name"), refusal);
    }
}
