package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.abc.AbcDiagnostics;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcFile;
import org.lilt.abc.AbcOptions;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.file.MidiFile;
import org.lilt.midi.file.MidiFileReader;

/** A Lilt that records in all three ways is killed by {@code kill -9}; what it played until then was heard as OSC. */
@Timeout(120)
class RecordingKillIT {
    private static final double SECONDS = 6;

    /** What may be lost. */
    private static final double LAST_SECOND = 1;

    private static final int RATE = 48_000;
    private static final int FRAME_BYTES = 4;

    /** A sample whose high byte is at least this is music. */
    private static final int AUDIBLE = 2;

    @TempDir
    Path folder;

    /** A note and when it was told that it has begun. */
    private record Note(long nanos, int channel, int pitch) {}

    private final List<Note> notes = new CopyOnWriteArrayList<>();

    private void hear(DatagramChannel channel) {
        var parser = new OSCSerializerAndParserBuilder().buildParser();
        ByteBuffer packet = ByteBuffer.allocate(2048);
        try {
            while (true) {
                packet.clear();
                channel.receive(packet);
                long nanos = System.nanoTime();
                packet.flip();
                OSCMessage message = (OSCMessage) parser.convert(packet.asReadOnlyBuffer());
                List<Object> values = message.getArguments();
                if (message.getAddress().equals("/lilt/note") && (int) values.get(2) > 0) {
                    notes.add(new Note(nanos, (int) values.get(0) - 1, (int) values.get(1)));
                }
            }
        } catch (AsynchronousCloseException e) {
            return; // the end of the test
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void afterAKillAtMostTheLastSecondIsMissingInEveryRecording() throws Exception {
        Path midi = folder.resolve("a.mid");
        Path abc = folder.resolve("a.abc");
        Path wav = folder.resolve("a.wav");
        long killed;
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread ear = new Thread(() -> hear(channel));
            ear.setDaemon(true);
            ear.start();
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            try (LiltProcess lilt = LiltProcess.start(
                    "play",
                    "--out",
                    "none",
                    "--no-panel",
                    "--seed",
                    "5",
                    "--tempo",
                    "200",
                    "--osc-to",
                    "" + port,
                    "--record",
                    midi.toString(),
                    "--record",
                    abc.toString(),
                    "--record",
                    wav.toString())) {
                lilt.await("the first note", 30, () -> !notes.isEmpty());
                long until = notes.get(0).nanos() + (long) (SECONDS * 1e9);
                lilt.await("some seconds", SECONDS + 1, () -> System.nanoTime() > until);
                lilt.signal("KILL");
                killed = System.nanoTime();
                lilt.end();
            }
            Thread.sleep(200); // what is still on its way was played before the end
        }
        long due = killed - (long) (LAST_SECOND * 1e9);
        List<Note> safe = notes.stream().filter(note -> note.nanos() < due).toList();
        assertTrue(safe.size() > 20, safe.size() + " notes");

        List<MidiFile.Event> events = MidiFileReader.read(midi).tracks().get(0);
        List<Integer> recorded = events.stream()
                .filter(e -> (e.status() & 0xF0) == ShortMessages.NOTE_ON)
                .map(e -> (e.status() & 0x0F) << 7 | e.data1())
                .toList();
        assertEquals(
                safe.stream().map(n -> n.channel() << 7 | n.pitch()).toList(),
                recorded.subList(0, Math.min(safe.size(), recorded.size())),
                "MIDI");

        List<Integer> written = melody(Files.readString(abc));
        List<Integer> played =
                safe.stream().filter(n -> n.channel() == 0).map(Note::pitch).toList();
        assertEquals(played, written.subList(0, Math.min(played.size(), written.size())), "ABC");

        double heard = (killed - notes.get(0).nanos()) / 1e9;
        double sound;
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(wav.toFile())) {
            byte[] samples = stream.readAllBytes();
            assertEquals(stream.getFrameLength() * FRAME_BYTES, samples.length, "the header tells its length");
            int onset = 0;
            while (Math.abs(samples[onset * FRAME_BYTES + 1]) < AUDIBLE) {
                onset++;
            }
            sound = samples.length / (double) FRAME_BYTES / RATE - onset / (double) RATE;
        }
        System.out.printf(
                "kill -9 after %.2f s: MIDI %d of %d notes, ABC %d melody notes of %d, WAV %.2f s%n",
                heard,
                recorded.size(),
                notes.size(),
                written.size(),
                notes.stream().filter(n -> n.channel() == 0).count(),
                sound);
        assertTrue(sound > heard - LAST_SECOND, "WAV: " + sound + " of " + heard + " s");
    }

    /** Pitches of the melody of all tunes. */
    private static List<Integer> melody(String text) {
        List<Integer> pitches = new ArrayList<>();
        AbcFile.read(
                text,
                new AbcEvents() {
                    @Override
                    public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
                        if (channel == 0) {
                            pitches.add(pitch);
                        }
                    }

                    @Override
                    public void noteOff(long tick, int channel, int pitch, long character) {
                        // Beginnings are enough.
                    }
                },
                AbcDiagnostics.NONE,
                AbcOptions.FILE);
        return pitches;
    }
}
