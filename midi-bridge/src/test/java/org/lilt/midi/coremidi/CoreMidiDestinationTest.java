package org.lilt.midi.coremidi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationContract;
import org.lilt.midi.DestinationException;

class CoreMidiDestinationTest extends DestinationContract {
    /** CoreMIDI as its documentation describes it, on a machine whose time counts in 125/3 ns, as Apple's processors do. */
    private static final class FakeCoreMidi implements CoreMidi {
        final List<String> messages = new ArrayList<>();
        final List<Long> times = new ArrayList<>();
        int clients;
        int sources;
        int strings;
        int sourceError;
        int receivedError;
        int uniqueIdError;
        final List<Integer> uniqueIds = new ArrayList<>();

        @Override
        public Pointer string(String text) {
            strings++;
            return new Memory(1);
        }

        @Override
        public void release(Pointer object) {
            strings--;
        }

        @Override
        public int clientCreate(Pointer name, IntByReference client) {
            clients++;
            client.setValue(7);
            return 0;
        }

        @Override
        public int clientDispose(int client) {
            assertEquals(7, client);
            clients--;
            return 0;
        }

        @Override
        public int sourceCreate(int client, Pointer name, IntByReference source) {
            if (sourceError == 0) {
                sources++;
                source.setValue(8);
            }
            return sourceError;
        }

        @Override
        public int endpointDispose(int endpoint) {
            assertEquals(8, endpoint);
            sources--;
            return 0;
        }

        @Override
        public int uniqueId(int endpoint, int id) {
            assertEquals(8, endpoint);
            uniqueIds.add(id);
            return uniqueIdError;
        }

        @Override
        public int received(int source, Pointer packets) {
            if (receivedError != 0) {
                return receivedError;
            }
            assertEquals(8, source);
            assertEquals(1, packets.getInt(0));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < packets.getShort(12); i++) {
                text.append(String.format("%02x", packets.getByte(14 + i)));
            }
            messages.add(text.toString());
            times.add(packets.getLong(4));
            return 0;
        }

        @Override
        public long absoluteTime() {
            return System.nanoTime() * 3 / 125;
        }

        @Override
        public int numerator() {
            return 125;
        }

        @Override
        public int denominator() {
            return 3;
        }
    }

    private final FakeCoreMidi midi = new FakeCoreMidi();

    @Override
    protected Destination open() throws DestinationException {
        return CoreMidiDestination.open(midi);
    }

    @Override
    protected Optional<List<String>> received() {
        return Optional.of(midi.messages);
    }

    @Override
    protected long allowedBytes(int messages) {
        // The CoreMIDI of the test writes every message down as text.
        return 4000L * messages;
    }

    @Test
    void messagesCarryTheirTimesInTheHostsUnits() {
        assertEquals(24_000_000, destination.clock().rate());
        assertEquals(120_000, destination.lead());
        destination.send(123_456_789L, 0x90, 60, 1);
        assertEquals(List.of(123_456_789L), midi.times);
    }

    @Test
    void theSourceIsTheSameInEverySessionUnlessASecondLiltRuns() throws DestinationException {
        midi.uniqueIdError = -10843; // kMIDIIDNotUnique
        CoreMidiDestination.open(midi).close();
        assertEquals(2, midi.uniqueIds.size());
        assertEquals(midi.uniqueIds.get(0), midi.uniqueIds.get(1));
    }

    @Test
    void everythingIsReleased() throws DestinationException {
        destination.close();
        assertEquals(List.of(0, 0, 0), List.of(midi.clients, midi.sources, midi.strings));
        midi.sourceError = -10844;
        assertEquals(
                "coremidi: the system refused the source: error -10844",
                assertThrows(DestinationException.class, () -> CoreMidiDestination.open(midi))
                        .getMessage());
        assertEquals(List.of(0, 0, 0), List.of(midi.clients, midi.sources, midi.strings));
    }

    @Test
    void aServerThatHasGoneIsNoticed() {
        midi.receivedError = -10830;
        assertFalse(destination.send(0, 0x90, 60, 1));
        assertEquals(Optional.of("coremidi: the source has gone: error -10830"), destination.trouble());
    }

    @Test
    void elsewhereItSaysThatItIsForMacOs() {
        assumeFalse(Platform.isMac(), "this is macOS");
        String message = assertThrows(DestinationException.class, () -> CoreMidiDestination.open())
                .getMessage();
        assertEquals("coremidi: CoreMIDI is macOS's own; this is " + System.getProperty("os.name"), message);
    }
}
