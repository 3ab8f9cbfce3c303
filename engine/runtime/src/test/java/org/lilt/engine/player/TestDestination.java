package org.lilt.engine.player;

import java.util.ArrayList;
import java.util.List;
import org.lilt.midi.Destination;
import org.lilt.midi.ManualClock;

/** Keeps what is sent, on a clock that the test moves. */
final class TestDestination implements Destination {
    record Message(long time, int status, int data1, int data2) {
        boolean isNoteOn() {
            return (status & 0xF0) == 0x90;
        }

        boolean isNoteOff() {
            return (status & 0xF0) == 0x80;
        }
    }

    final List<Message> messages = new ArrayList<>();
    private final ManualClock clock;
    private final long lead;
    private int room = Integer.MAX_VALUE;

    TestDestination(long rate, long lead) {
        clock = new ManualClock(rate);
        this.lead = lead;
    }

    /** From now on only so many messages are taken. */
    void room(int newRoom) {
        room = newRoom;
    }

    List<Message> noteOns() {
        return messages.stream().filter(Message::isNoteOn).toList();
    }

    /** Notes that have begun and not ended. */
    long sounding() {
        return noteOns().size() - messages.stream().filter(Message::isNoteOff).count();
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public ManualClock clock() {
        return clock;
    }

    @Override
    public long lead() {
        return lead;
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        if (room <= 0) {
            return false;
        }
        room--;
        messages.add(new Message(time, status, data1, data2));
        return true;
    }

    @Override
    public void close() {}
}
