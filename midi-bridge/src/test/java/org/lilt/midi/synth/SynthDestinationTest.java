package org.lilt.midi.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.SourceDataLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lilt.midi.DestinationException;

@Timeout(60)
class SynthDestinationTest {
    private static final int RATE = SoundRenderer.RATE;

    private static void play(SynthDestination synth, long start, int count, int step) {
        for (int i = 0; i < count; i++) {
            long frame = start + (long) i * step;
            while (synth.clock().now() < frame - synth.lead()) {
                LockSupport.parkNanos(100_000);
            }
            assertTrue(synth.send(frame, i % 2 == 0 ? 0x90 : 0x80, 60, 100));
        }
    }

    @Test
    void messagesReachTheSynthesizerAtTheirFrames() {
        RecordingRenderer renderer = new RecordingRenderer();
        SynthDestination synth = new SynthDestination(renderer, new TestDevice());
        long start = synth.clock().now() + RATE / 10;
        play(synth, start, 400, 97);
        synth.close();
        int exact = 0;
        for (int i = 0; i < 400; i++) {
            exact += renderer.frames.get(i) == start + i * 97L ? 1 : 0;
        }
        // On a machine that stalls longer than the lead some come too late, and the destination says how many.
        assertTrue(exact >= 400 - synth.late(), exact + " exact, " + synth.late() + " late");
        assertTrue(exact > 360, exact + " of 400 exact");
        assertTrue(renderer.closed);
    }

    @Test
    void whatSoundsAtTheEndIsEndedAndHeardOut() {
        RecordingRenderer renderer = new RecordingRenderer();
        TestDevice device = new TestDevice();
        SynthDestination synth = new SynthDestination(renderer, device);
        synth.send(synth.clock().now() + 200, 0x92, 60, 100);
        synth.close();
        assertEquals(List.of(0x92, 0x82), renderer.statuses);
        assertTrue(device.length / 4 > RATE / 4, "the release is heard");
        assertTrue(device.closed);
        synth.close();
    }

    @Test
    void aDeviceThatIsPulledIsNoticed() throws InterruptedException {
        TestDevice device = new TestDevice();
        SynthDestination synth = new SynthDestination(new RecordingRenderer(), device);
        assertEquals(Optional.empty(), synth.trouble());
        device.pulled.set(true);
        long until = System.nanoTime() + 5_000_000_000L;
        while (synth.trouble().isEmpty() && System.nanoTime() < until) {
            Thread.sleep(1);
        }
        assertEquals(Optional.of("synth: the audio device has gone"), synth.trouble());
        assertFalse(synth.send(0, 0x90, 60, 1));
        long before = synth.clock().now();
        Thread.sleep(5);
        assertTrue(synth.clock().now() > before, "its clock goes on");
        synth.close();
    }

    @Test
    void theRealSynthesizerIsHeardThroughIt() throws DestinationException {
        TestDevice device = new TestDevice();
        GervillRenderer gervill = GervillRenderer.openBuiltIn();
        int latency = gervill.latency();
        SynthDestination synth = new SynthDestination(gervill, device);
        synth.send(0, 0xC0, 115, 0);
        long frame = synth.clock().now() + RATE / 4;
        synth.send(frame, 0x90, 72, 127);
        while (synth.clock().now() < frame + RATE / 10) {
            LockSupport.parkNanos(1_000_000);
        }
        synth.close();
        Sound sound = new Sound(Arrays.copyOf(device.heard, device.length), 0);
        assertEquals(frame + latency, sound.onset(0), 4);
    }

    @Test
    void withoutAnAudioDeviceItSaysSo() {
        assumeTrue(
                !AudioSystem.isLineSupported(new DataLine.Info(SourceDataLine.class, AudioLine.FORMAT)),
                "this machine has an audio device");
        assertEquals(
                "synth: there is no audio device",
                assertThrows(DestinationException.class, () -> SynthDestination.open(Optional.empty()))
                        .getMessage());
    }
}
