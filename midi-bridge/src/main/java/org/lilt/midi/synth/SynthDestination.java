package org.lilt.midi.synth;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;
import org.lilt.midi.FrameClock;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.SoundingNotes;
import org.lilt.midi.ring.MessageRing;

/**
 * A synthesizer played into an audio device. A thread of its own pulls small blocks and writes them to the device, which makes it wait;
 * its frames are the clock.
 */
public final class SynthDestination implements Destination {
    private static final int CAPACITY = 1 << 13;
    private static final int LEAD_FRAMES = SoundRenderer.RATE / 200;

    /** How far the clock may be ahead of the device: more than its buffer, less than anybody hears. */
    private static final int CLOCK_BOUND_FRAMES = SoundRenderer.RATE / 25;

    /** Release and reverb after the last note. */
    private static final int TAIL_FRAMES = SoundRenderer.RATE * 3 / 10;

    private static final long CLOSE_NANOS = 2_000_000_000L;

    private final SoundRenderer renderer;
    private final AudioSink sink;
    private final FrameClock clock = new FrameClock(SoundRenderer.RATE, 0, CLOCK_BOUND_FRAMES);
    private final MessageRing ring = new MessageRing(CAPACITY);
    private final SoundingNotes sounding = new SoundingNotes();
    private final AtomicLong late = new AtomicLong();
    private final Thread thread;
    private volatile String trouble;
    private volatile long endFrame = Long.MAX_VALUE;
    private long lastTime;

    /** Where the sound goes: a device, or a stand-in for one. */
    interface AudioSink extends AutoCloseable {
        /**
         * Takes sound, and waits while there is no room. [audio thread]
         *
         * @param sound frames
         * @param length number of bytes
         * @return bytes taken; fewer when the device has gone
         */
        int write(byte[] sound, int length);

        /** Lets what was written be heard, and releases the device. */
        @Override
        void close();
    }

    SynthDestination(SoundRenderer renderer, AudioSink sink) {
        this.renderer = renderer;
        this.sink = sink;
        thread = new Thread(this::run, "lilt-audio");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /**
     * Opens the JDK's synthesizer on the system's audio device.
     *
     * @param soundFont a SoundFont; empty for that of the system or the JDK's own sounds
     * @return the synthesizer, which sounds from now on
     * @throws DestinationException when there is no audio device or no such SoundFont
     */
    public static SynthDestination open(Optional<Path> soundFont) throws DestinationException {
        AudioSink line = AudioLine.open();
        try {
            return new SynthDestination(GervillRenderer.open(soundFont), line);
        } catch (DestinationException e) {
            line.close();
            throw e;
        }
    }

    /**
     * Plays another synthesizer on the system's audio device.
     *
     * @param renderer makes the sound; closed with the destination
     * @return the synthesizer, which sounds from now on
     * @throws DestinationException when there is no audio device
     */
    public static SynthDestination open(SoundRenderer renderer) throws DestinationException {
        return new SynthDestination(renderer, AudioLine.open());
    }

    /**
     * Whether there is an audio device. Does not open it.
     *
     * @return why not; empty when there is one
     */
    public static Optional<String> reasonMissing() {
        return AudioLine.isThere() ? Optional.empty() : Optional.of("there is no audio device");
    }

    private void run() {
        int block = renderer.block();
        byte[] buffer = new byte[block * SoundRenderer.FRAME_BYTES];
        long frame = 0;
        try {
            while (frame < endFrame) {
                clock.mark(frame);
                pass(frame, frame + block);
                renderer.render(buffer, block);
                if (sink.write(buffer, buffer.length) < buffer.length) {
                    trouble = "synth: the audio device has gone";
                    break;
                }
                frame += block;
            }
        } catch (RuntimeException e) {
            trouble = "synth: " + e;
        } finally {
            sink.close();
            renderer.close();
        }
    }

    /** Gives the synthesizer what is due before a frame. */
    private void pass(long start, long end) {
        while (!ring.isEmpty() && ring.time() < end) {
            long message = ring.message();
            if (ring.time() < start) {
                late.lazySet(late.getPlain() + 1);
            }
            renderer.send(
                    Math.max(ring.time(), start),
                    ShortMessages.status(message),
                    ShortMessages.data1(message),
                    ShortMessages.data2(message));
            ring.remove();
        }
    }

    @Override
    public String name() {
        return "synth: " + renderer.name();
    }

    @Override
    public MediaClock clock() {
        return clock;
    }

    @Override
    public long lead() {
        return LEAD_FRAMES;
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        if (status >= 0xF0) {
            return true;
        }
        if (trouble != null || !ring.offer(time, ShortMessages.pack(status, data1, data2))) {
            return false;
        }
        lastTime = time;
        sounding.sent(status, data1, data2);
        return true;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Messages that came after their frame was rendered, and were played at once. [any thread]
     *
     * @return how many; 0 as long as they come the lead ahead
     */
    public long late() {
        return late.get();
    }

    @Override
    public synchronized void close() {
        if (endFrame != Long.MAX_VALUE) {
            return;
        }
        sounding.end((status, data1, data2) -> ring.offer(lastTime, ShortMessages.pack(status, data1, data2)));
        endFrame = Math.max(lastTime, clock.now()) + TAIL_FRAMES;
        long until = System.nanoTime() + CLOSE_NANOS;
        while (thread.isAlive() && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000L);
        }
    }
}
