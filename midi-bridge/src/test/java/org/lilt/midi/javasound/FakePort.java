package org.lilt.midi.javasound;

import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;
import javax.sound.midi.Transmitter;

/** Stands for a MIDI interface that can be plugged and pulled. */
final class FakePort implements MidiDevice, Receiver {
    private static final class Name extends Info {
        Name(String name) {
            super(name, "nobody", "a port of a test", "1");
        }
    }

    final List<String> received = new ArrayList<>();
    private final Info info;
    boolean pulled;
    final List<Long> times = new ArrayList<>();
    Receiver listener;
    private boolean open;
    private long opened;

    FakePort(String name) {
        info = new Name(name);
    }

    @Override
    public void send(MidiMessage message, long timeStamp) {
        if (pulled) {
            throw new IllegalStateException("device not open");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < message.getLength(); i++) {
            text.append(String.format("%02x", message.getMessage()[i]));
        }
        received.add(text.toString());
        times.add(timeStamp);
    }

    @Override
    public Info getDeviceInfo() {
        return info;
    }

    @Override
    public void open() {
        opened = System.nanoTime() / 1000;
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public long getMicrosecondPosition() {
        return System.nanoTime() / 1000 - opened;
    }

    @Override
    public int getMaxReceivers() {
        return -1;
    }

    @Override
    public int getMaxTransmitters() {
        return 0;
    }

    @Override
    public Receiver getReceiver() {
        return this;
    }

    @Override
    public List<Receiver> getReceivers() {
        return List.of(this);
    }

    @Override
    public Transmitter getTransmitter() {
        return new Transmitter() {
            @Override
            public void setReceiver(Receiver receiver) {
                listener = receiver;
            }

            @Override
            public Receiver getReceiver() {
                return listener;
            }

            @Override
            public void close() {
                listener = null;
            }
        };
    }

    @Override
    public List<Transmitter> getTransmitters() {
        return List.of();
    }
}
