package org.lilt.midi.alsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationContract;
import org.lilt.midi.DestinationException;

class AlsaDestinationTest extends DestinationContract {
    /** Event types of the sequencer, from {@code alsa/seq_event.h}. */
    private static final int NOTE_ON = 6;

    private static final int NOTE_OFF = 7;
    private static final int KEY_PRESSURE = 8;
    private static final int CONTROLLER = 10;
    private static final int PROGRAM = 11;
    private static final int CHANNEL_PRESSURE = 12;
    private static final int PITCH_BEND = 13;

    private final FakeAsound asound = new FakeAsound(library());

    private static Asound library() {
        try {
            return new NativeAsound();
        } catch (LinkageError e) {
            String reason = "libasound is not installed (Debian: apt install libasound2)";
            if ("1".equals(System.getenv("LILT_REQUIRE_ALL"))) {
                fail(reason);
            }
            abort(reason);
            throw e;
        }
    }

    @Override
    protected Destination open() throws DestinationException {
        return AlsaDestination.open(asound, "");
    }

    @Override
    protected Optional<List<String>> received() {
        List<String> messages = new ArrayList<>();
        for (byte[] e : asound.events) {
            assertEquals((byte) 253, e[3], "delivered directly, past any queue");
            assertEquals(2, e[13], "from this port");
            assertEquals((byte) 254, e[14], "to whoever has subscribed");
            messages.add(message(e));
        }
        return Optional.of(messages);
    }

    /** The message that an event stands for; notes have channel, note and velocity, others channel, parameter and value. */
    private static String message(byte[] e) {
        int channel = e[16];
        int parameter = e[20];
        int value = e[24] & 0xFF | (e[25] & 0xFF) << 8 | (e[26] & 0xFF) << 16 | e[27] << 24;
        return switch (e[0]) {
            case NOTE_ON -> String.format("%02x%02x%02x", 0x90 | channel, e[17], e[18]);
            case NOTE_OFF -> String.format("%02x%02x%02x", 0x80 | channel, e[17], e[18]);
            case KEY_PRESSURE -> String.format("%02x%02x%02x", 0xA0 | channel, e[17], e[18]);
            case CONTROLLER -> String.format("%02x%02x%02x", 0xB0 | channel, parameter, value);
            case PROGRAM -> String.format("%02x%02x", 0xC0 | channel, value);
            case CHANNEL_PRESSURE -> String.format("%02x%02x", 0xD0 | channel, value);
            case PITCH_BEND -> String.format("%02x%02x%02x", 0xE0 | channel, value + 8192 & 0x7F, value + 8192 >> 7);
            default -> "event " + e[0];
        };
    }

    @Override
    protected long allowedBytes(int messages) {
        // The sequencer of the test copies every event.
        return 400L * messages;
    }

    @Test
    void itIsConnectedToAPortByName() throws DestinationException {
        AlsaDestination.open(asound, "FLUID").close();
        assertEquals(200, asound.connectedTo);
        assertEquals(
                "alsa: nowhere: error -2",
                assertThrows(DestinationException.class, () -> AlsaDestination.open(asound, "nowhere"))
                        .getMessage());
        assertFalse(asound.open, "nothing is left open");
    }

    @Test
    void aFullBufferRefusesAndABrokenSequencerIsNamed() {
        asound.outputError = -11;
        assertFalse(destination.send(0, 0x90, 60, 1));
        assertEquals(Optional.empty(), destination.trouble());
        asound.outputError = -19;
        assertFalse(destination.send(0, 0x90, 60, 1));
        assertEquals(Optional.of("alsa: error -19"), destination.trouble());
    }

    @Test
    void withoutASequencerTheRealLibraryExplainsItself() throws DestinationException {
        if (Files.exists(Path.of("/dev/snd/seq"))) {
            AlsaDestination.open("").close();
            assertEquals(Optional.empty(), AlsaDestination.reasonMissing());
        } else {
            String message = assertThrows(DestinationException.class, () -> AlsaDestination.open(""))
                    .getMessage();
            assertTrue(message.startsWith("alsa: the kernel's sequencer (/dev/snd/seq, module snd-seq)"), message);
            assertTrue(message.endsWith("No such file or directory"), message);
        }
    }
}
