package org.example.bells;

import java.util.List;
import org.lilt.plugin.ApiVersion;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Plugin;
import org.lilt.plugin.PluginException;
import org.lilt.plugin.PluginFactory;

/** Tells Lilt what is in this jar, and makes it. */
public final class BellsFactory implements PluginFactory {
    private static final String BELLS = "org.example.bells";

    @Override
    public String api() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<Descriptor> descriptors() {
        return List.of(new Descriptor(
                BELLS, Descriptor.Kind.GENERATOR, "Bells", "Example", "1.0.0", "Bells that wander through a pentatonic scale"));
    }

    @Override
    public Plugin create(String id) throws PluginException {
        if (!id.equals(BELLS)) {
            throw new PluginException("no plugin " + id + " here");
        }
        return new Bells();
    }
}
