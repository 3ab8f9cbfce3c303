package org.lilt.midi.synth;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.lilt.midi.DestinationException;

/** The synthesizers by name. */
public final class Synths {
    /** The JDK's own. */
    public static final String JDK = "synth";

    /** The folk band of JSyn unit generators. */
    public static final String JSYN = "jsyn";

    private Synths() {}

    /**
     * Opens a synthesizer.
     *
     * @param id {@code synth} for the JDK's, or that of one brought by a {@link SoundRendererProvider}
     * @param soundFont a SoundFont for the JDK's; empty for that of the system or the built-in sounds
     * @return a new one, at frame 0
     * @throws DestinationException when there is none of that name or it does not open
     */
    public static SoundRenderer open(String id, Optional<Path> soundFont) throws DestinationException {
        if (id.equals(JDK)) {
            return GervillRenderer.open(soundFont);
        }
        for (SoundRendererProvider provider : ServiceLoader.load(SoundRendererProvider.class)) {
            if (provider.id().equals(id)) {
                return provider.open();
            }
        }
        throw new DestinationException(id.equals(JSYN) ? JSYN + ": " + missing(id) : missing(id));
    }

    /**
     * Whether a synthesizer can be opened.
     *
     * @param id its name
     * @return why not; empty when it can
     */
    public static Optional<String> reasonMissing(String id) {
        boolean there = id.equals(JDK)
                || ServiceLoader.load(SoundRendererProvider.class).stream()
                        .anyMatch(provider -> provider.get().id().equals(id));
        return there ? Optional.empty() : Optional.of(missing(id));
    }

    private static String missing(String id) {
        return id.equals(JSYN)
                ? "not built in; JSyn is only on JitPack: get it by 'mvn -Pjsyn -DskipTests package'"
                : "unknown synthesizer '" + id + "'; there are: " + JDK + ", " + JSYN;
    }
}
