package org.lilt.host.control;

import java.util.Map;

/**
 * What a session keeps of its MIDI inputs.
 *
 * @param control input whose knobs turn parameters, as {@code --control} takes it; null for none
 * @param transposeFrom input whose keys transpose, as {@code --transpose-from} takes it; null for none
 * @param controllers ids of parameters by the numbers of the controllers that turn them
 */
public record Mappings(String control, String transposeFrom, Map<Integer, String> controllers) {
    /** No inputs. */
    public static final Mappings NONE = new Mappings(null, null, Map.of());

    /**
     * As a file has them.
     *
     * @param control see there
     * @param transposeFrom see there
     * @param controllers null is empty
     */
    public Mappings {
        controllers = controllers == null ? Map.of() : Map.copyOf(controllers);
    }
}
