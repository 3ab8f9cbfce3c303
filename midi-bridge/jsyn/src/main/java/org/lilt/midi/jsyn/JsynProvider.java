package org.lilt.midi.jsyn;

import org.lilt.midi.synth.SoundRenderer;
import org.lilt.midi.synth.SoundRendererProvider;
import org.lilt.midi.synth.Synths;

/** Brings the folk band under the name {@code jsyn}. */
public final class JsynProvider implements SoundRendererProvider {
    /** Makes the provider; for {@link java.util.ServiceLoader}. */
    public JsynProvider() {}

    @Override
    public String id() {
        return Synths.JSYN;
    }

    /** Plays a chord to nobody first: code that is not compiled yet is too slow to be heard. */
    @Override
    public SoundRenderer open() {
        new JsynRenderer().warmUp();
        return new JsynRenderer();
    }
}
