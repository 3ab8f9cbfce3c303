package org.lilt.midi.devices;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;
import org.lilt.midi.SilentDestination;
import org.lilt.midi.alsa.AlsaDestination;
import org.lilt.midi.coremidi.CoreMidiDestination;
import org.lilt.midi.jack.JackDestination;
import org.lilt.midi.javasound.PortDestination;
import org.lilt.midi.synth.SoundFonts;
import org.lilt.midi.synth.SynthDestination;
import org.lilt.midi.synth.Synths;

/** Opens destinations by what a person writes behind {@code --out}, and lists them. */
public final class Destinations {
    /** Kinds that may be followed by a name. */
    private static final Set<String> NAMED = Set.of("jack", "alsa", "port");

    private Destinations() {}

    /**
     * A destination and what to tell about it.
     *
     * @param destination open
     * @param explanation one sentence for a person: what was chosen, and why
     */
    public record Opened(Destination destination, String explanation) {}

    /**
     * Opens a destination with the system's sounds, as the other method does.
     *
     * @param out what a person wrote
     * @return the destination, open
     * @throws DestinationException when it is unknown or cannot be opened
     */
    public static Opened open(String out) throws DestinationException {
        return open(out, Optional.empty(), sentence -> {});
    }

    /**
     * Opens a destination: {@code auto}, {@code synth}, {@code jsyn}, {@code jack} (or {@code jack:PART}, which connects it to the
     * input ports with PART in their name), {@code alsa} (or {@code alsa:PORT}, as {@code aconnect} takes it), {@code coremidi},
     * {@code port:PART} (an existing port with PART in its name) or {@code none}.
     *
     * @param out what a person wrote
     * @param soundFont a SoundFont for {@code synth}; empty for that of the system or the built-in sounds
     * @param news is told in a sentence when the destination goes and when it is back, on a thread of its own
     * @return the destination, open; when it goes later, the music goes on in silence until it is back
     * @throws DestinationException when it is unknown or cannot be opened; never for {@code auto} and {@code none}
     */
    public static Opened open(String out, Optional<Path> soundFont, Consumer<String> news) throws DestinationException {
        int colon = out.indexOf(':');
        String kind = colon < 0 ? out : out.substring(0, colon);
        String part = colon < 0 ? "" : out.substring(colon + 1);
        if (colon >= 0 && (part.isEmpty() || !NAMED.contains(kind))) {
            throw unknown(out);
        }
        return switch (kind) {
            case "auto" -> auto(soundFont, news);
            case "none" -> new Opened(new SilentDestination(), "Playing in silence.");
            case "synth" -> opened(() -> SynthDestination.open(soundFont), news, "");
            case "jsyn" -> opened(() -> SynthDestination.open(Synths.open(Synths.JSYN, Optional.empty())), news, "");
            case "jack" ->
                opened(
                        () -> JackDestination.open(part),
                        news,
                        part.isEmpty() ? "; connect it to an instrument" : ", connected to " + part);
            case "alsa" ->
                opened(
                        () -> AlsaDestination.open(part),
                        news,
                        part.isEmpty() ? "; connect it to an instrument" : ", connected to " + part);
            case "coremidi" -> opened(CoreMidiDestination::open, news, "; choose it as an input in your DAW");
            case "port" -> {
                if (part.isEmpty()) {
                    throw new DestinationException("port: needs a part of a name, as in port:NAME; there are: "
                            + (PortDestination.names().isEmpty()
                                    ? "none"
                                    : String.join(", ", PortDestination.names())));
                }
                yield opened(() -> PortDestination.open(part), news, "");
            }
            default -> throw unknown(out);
        };
    }

    private static Opened opened(ReconnectingDestination.Opener opener, Consumer<String> news, String remark)
            throws DestinationException {
        Destination first = opener.open();
        return new Opened(
                new ReconnectingDestination(first, opener, news), "Playing on " + first.name() + remark + ".");
    }

    private static DestinationException unknown(String out) {
        return new DestinationException(
                "unknown destination '" + out
                        + "'; there are: auto, synth, jsyn, jack, jack:NAME, alsa, alsa:NAME, coremidi, port:NAME, file:FILE.mid, none");
    }

    private static Opened auto(Optional<Path> soundFont, Consumer<String> news) {
        String noJack;
        try {
            return opened(
                    () -> JackDestination.open(""),
                    news,
                    ", because a JACK server is running; connect it to an instrument");
        } catch (DestinationException e) {
            noJack = reason(e);
        }
        try {
            return opened(() -> SynthDestination.open(soundFont), news, ", because " + noJack);
        } catch (DestinationException e) {
            return new Opened(
                    new SilentDestination(), "Playing in silence, because " + noJack + " and " + reason(e) + ".");
        }
    }

    /** What is behind the destination's name in the message of an exception. */
    private static String reason(DestinationException e) {
        String message = e.getMessage();
        return message.substring(message.indexOf(": ") + 2);
    }

    /**
     * What there is, and what there could be.
     *
     * @return the virtual ports first, then the synthesizers, then the system's ports, then silence
     */
    public static List<Device> list() {
        List<Device> devices = new ArrayList<>();
        try {
            List<String> inputs = JackDestination.inputs();
            devices.add(new Device("jack", true, "a MIDI port of the JACK server that is running"));
            for (String input : inputs) {
                devices.add(new Device("jack:" + input, true, "the same, connected to this input"));
            }
        } catch (DestinationException e) {
            devices.add(new Device("jack", false, reason(e)));
        }
        Optional<String> noAlsa = AlsaDestination.reasonMissing();
        devices.add(new Device("alsa", noAlsa.isEmpty(), noAlsa.orElse("a port of the ALSA sequencer")));
        Optional<String> noCoreMidi = CoreMidiDestination.reasonMissing();
        devices.add(new Device("coremidi", noCoreMidi.isEmpty(), noCoreMidi.orElse("a virtual source of CoreMIDI")));
        Optional<String> noAudio = SynthDestination.reasonMissing();
        String sounds = SoundFonts.ofSystem().map(Path::toString).orElse("its built-in sounds");
        devices.add(new Device("synth", noAudio.isEmpty(), noAudio.orElse("the JDK's synthesizer with " + sounds)));
        Optional<String> noJsyn = Synths.reasonMissing(Synths.JSYN).or(() -> noAudio);
        devices.add(new Device("jsyn", noJsyn.isEmpty(), noJsyn.orElse("a folk band of JSyn unit generators")));
        for (String port : PortDestination.names()) {
            devices.add(new Device("port:" + port, true, "a MIDI port of this system"));
        }
        devices.add(new Device("none", true, "silence"));
        return devices;
    }
}
