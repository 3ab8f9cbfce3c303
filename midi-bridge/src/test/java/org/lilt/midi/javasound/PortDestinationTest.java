package org.lilt.midi.javasound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;
import org.junit.jupiter.api.Test;
import org.lilt.midi.DestinationException;
import org.lilt.midi.input.MidiListener;

class PortDestinationTest {
    private final FakePort usb = new FakePort("USB MIDI 1");
    private final FakePort loop = new FakePort("loopMIDI Port");
    private final FakePort loop2 = new FakePort("loopMIDI Port 2");
    private final List<MidiDevice> devices = List.of(usb, loop, loop2);

    @Test
    void aPortIsFoundByPartOfItsNameAndGetsTheMessages() throws DestinationException {
        PortDestination port = PortDestination.open("usb", () -> devices);
        assertTrue(port.send(0, 0x90, 60, 100));
        assertTrue(port.send(0, 0xC1, 73, 0));
        assertTrue(port.send(0, 0xF8, 0, 0));
        port.close();
        assertEquals(List.of("903c64", "c149", "f8", "803c40"), usb.received);
        assertFalse(usb.isOpen());
    }

    @Test
    void aWholeNameIsMeantLiterallyAndPartOfSeveralIsRefused() throws DestinationException {
        PortDestination.open("loopMIDI Port", () -> devices).close();
        assertEquals(
                "port:loop: this could be any of: loopMIDI Port, loopMIDI Port 2",
                assertThrows(DestinationException.class, () -> PortDestination.open("loop", () -> devices))
                        .getMessage());
        assertEquals(
                "port:korg: no MIDI port has this in its name; there are: USB MIDI 1, loopMIDI Port, loopMIDI Port 2",
                assertThrows(DestinationException.class, () -> PortDestination.open("korg", () -> devices))
                        .getMessage());
        assertEquals(
                "port:korg: no MIDI port has this in its name; there are: none",
                assertThrows(DestinationException.class, () -> PortDestination.open("korg", List::of))
                        .getMessage());
    }

    @Test
    void aPortThatIsPulledIsNoticedAndNothingIsThrown() throws DestinationException {
        PortDestination port = PortDestination.open("usb", () -> devices);
        assertEquals(Optional.empty(), port.trouble());
        port.send(0, 0x90, 60, 100);
        usb.pulled = true;
        assertFalse(port.send(0, 0x90, 62, 100));
        assertEquals(Optional.of("port: USB MIDI 1 has gone: device not open"), port.trouble());
        port.close();
    }

    @Test
    void aPortThatTheSystemListsNoMoreIsNoticed() throws Exception {
        List<MidiDevice> listed = new CopyOnWriteArrayList<>(devices);
        PortDestination port = PortDestination.open("usb", () -> listed);
        PortInput input = PortInput.open("usb", (nanos, status, data1, data2) -> {}, () -> listed);
        listed.set(0, new FakePort("USB MIDI 1 renamed"));
        long until = System.nanoTime() + 5_000_000_000L;
        while (port.trouble().isEmpty() && System.nanoTime() < until) {
            port.look();
            Thread.sleep(20);
        }
        assertEquals(Optional.of("port: USB MIDI 1 has gone: the system lists it no more"), port.trouble());
        assertFalse(port.send(0, 0x90, 60, 100));
        assertTrue(input.gone());
    }

    @Test
    void theListIsLookedAtOnceASecond() {
        AtomicInteger looks = new AtomicInteger();
        Presence presence = new Presence("USB MIDI 1", () -> {
            looks.incrementAndGet();
            return devices;
        });
        long now = System.nanoTime();
        for (int i = 1; i <= 1000; i++) {
            assertFalse(presence.lost(now + i * 10_000_000L));
        }
        assertEquals(10, looks.get(), 1);
    }

    @Test
    void aPortThatSchedulesIsTheClockAndGetsTheTimes() throws Exception {
        PortDestination port = new PortDestination(usb, true, () -> devices);
        assertEquals(1_000_000, port.clock().rate());
        assertEquals(5_000, port.lead());
        long due = port.clock().now() + 5_000;
        port.send(due, 0x90, 60, 100);
        port.close();
        assertEquals(List.of(due, due), usb.times);
    }

    @Test
    void whatComesInAtAPortIsTold() throws Exception {
        List<String> heard = new ArrayList<>();
        PortInput input = PortInput.open(
                "usb",
                new MidiListener() {
                    @Override
                    public void message(long nanos, int status, int data1, int data2) {
                        heard.add(String.format("%02x %d %d", status, data1, data2));
                    }

                    @Override
                    public void systemExclusive(long nanos, byte[] data, int length) {
                        heard.add("exclusive " + HexFormat.of().formatHex(data, 0, length));
                    }
                },
                () -> devices);
        usb.listener.send(new ShortMessage(0xB0, 1, 64), -1);
        usb.listener.send(new ShortMessage(0xF8), -1);
        usb.listener.send(new SysexMessage(new byte[] {(byte) 0xF0, 0x7E, 9, (byte) 0xF7}, 4), -1);
        assertEquals(List.of("b0 1 64", "f8 0 0", "exclusive 7e09"), heard);
        assertFalse(input.gone());
        input.close();
        assertTrue(input.gone());
    }
}
