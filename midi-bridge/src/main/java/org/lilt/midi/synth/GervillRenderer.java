package org.lilt.midi.synth;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import org.lilt.midi.DestinationException;
import org.lilt.midi.ShortMessages;

/**
 * The JDK's own software synthesizer (Gervill), pulled. It begins notes at their exact frame and ends them at the end of a block; it has
 * its own reverb and a limiter that looks one block ahead.
 *
 * <p>Pulling it is not part of the JDK's public interface: the JVM must be started with {@value #NEEDED}.
 */
public final class GervillRenderer implements SoundRenderer {
    private static final String NEEDED = "--add-exports java.desktop/com.sun.media.sound=ALL-UNNAMED";

    /** Blocks a second: those of 96 frames are 2,000 microseconds exactly, so that its time in microseconds does not drift. */
    private static final int BLOCKS_A_SECOND = 500;

    private static final int BLOCK = RATE / BLOCKS_A_SECOND;
    private static final long MICROS = 1_000_000;

    /**
     * It gives messages of one microsecond different ones, each a microsecond later. Less than half a frame early, the first nineteen of
     * a frame still belong to it.
     */
    private static final long EARLY_MICROS = 9;

    private static final int REVERB_SEND = 91;
    private static final int CHORUS_SEND = 93;
    private static final int REVERB = 36;
    private static final int CHANNELS = 16;

    /** Kept, because the level of a logger that nobody refers to is forgotten. */
    private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

    private final Synthesizer synthesizer;
    private final AudioInputStream sound;
    private final Receiver receiver;
    private final String name;
    private final ShortMessage message = new ShortMessage();

    private GervillRenderer(Synthesizer synthesizer, AudioInputStream sound, Receiver receiver, String bank) {
        this.synthesizer = synthesizer;
        this.sound = sound;
        this.receiver = receiver;
        name = "JDK synthesizer, " + bank;
        for (int channel = 0; channel < CHANNELS; channel++) {
            send(0, ShortMessages.CONTROL | channel, REVERB_SEND, REVERB);
            send(0, ShortMessages.CONTROL | channel, CHORUS_SEND, 0);
        }
    }

    /**
     * Opens the synthesizer.
     *
     * @param soundFont a SoundFont (SF2) or DLS file; empty for that of the system or, where there is none, the JDK's own sounds
     * @return the synthesizer, at frame 0
     * @throws DestinationException when the JVM does not let it be pulled or the file cannot be read
     */
    public static GervillRenderer open(Optional<Path> soundFont) throws DestinationException {
        return openWith(soundFont.or(SoundFonts::ofSystem));
    }

    /** With the JDK's own sounds, whatever the system has. */
    static GervillRenderer openBuiltIn() throws DestinationException {
        return openWith(Optional.empty());
    }

    private static GervillRenderer openWith(Optional<Path> file) throws DestinationException {
        PREFERENCES.setLevel(Level.WARNING);
        try {
            Synthesizer synthesizer = MidiSystem.getSynthesizer();
            AudioInputStream sound = openStream(synthesizer, file.isEmpty());
            try {
                String bank = file.isEmpty() ? "built-in sounds" : load(synthesizer, file.get());
                return new GervillRenderer(synthesizer, sound, synthesizer.getReceiver(), bank);
            } catch (DestinationException e) {
                synthesizer.close();
                throw e;
            }
        } catch (MidiUnavailableException e) {
            throw new DestinationException("synth: " + e.getMessage(), e);
        }
    }

    private static AudioInputStream openStream(Synthesizer synthesizer, boolean builtIn)
            throws DestinationException, MidiUnavailableException {
        Map<String, Object> settings = Map.of(
                "control rate",
                (float) BLOCKS_A_SECOND,
                "load default soundbank",
                builtIn,
                "auto gain control",
                true,
                "reverb",
                true,
                "interpolation",
                "lanczos",
                "max polyphony",
                64);
        try {
            Class<?> pulled = Class.forName("com.sun.media.sound.AudioSynthesizer");
            AudioFormat format = new AudioFormat(RATE, 16, 2, true, false);
            return (AudioInputStream)
                    pulled.getMethod("openStream", AudioFormat.class, Map.class).invoke(synthesizer, format, settings);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof MidiUnavailableException unavailable) {
                throw unavailable;
            }
            throw new DestinationException("synth: the JDK's synthesizer does not open: " + e.getCause(), e);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new DestinationException(
                    "synth: this JVM does not let the JDK's synthesizer be pulled; start it with " + NEEDED, e);
        }
    }

    private static String load(Synthesizer synthesizer, Path file) throws DestinationException {
        try {
            Soundbank bank = MidiSystem.getSoundbank(file.toFile());
            if (!synthesizer.isSoundbankSupported(bank) || !synthesizer.loadAllInstruments(bank)) {
                throw new DestinationException("synth: " + file + ": the synthesizer cannot play these sounds");
            }
            return file.getFileName().toString();
        } catch (InvalidMidiDataException | IOException e) {
            throw new DestinationException("synth: " + file + ": not a readable SoundFont: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(long frame, int status, int data1, int data2) {
        try {
            message.setMessage(status, data1, ShortMessages.length(status) == 3 ? data2 : 0);
        } catch (InvalidMidiDataException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        receiver.send(message, Math.max(0, Math.round((double) frame * MICROS / RATE) - EARLY_MICROS));
    }

    @Override
    public void render(byte[] buffer, int frames) {
        try {
            sound.read(buffer, 0, frames * FRAME_BYTES);
        } catch (IOException e) {
            // Its stream is computed, not read from anywhere.
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public int latency() {
        int blocksOfTheVoice = 1;
        int blocksOfTheLimiter = 1;
        return (blocksOfTheVoice + blocksOfTheLimiter) * BLOCK;
    }

    @Override
    public void close() {
        synthesizer.close();
    }
}
