package org.lilt.plugin;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a host shows of a plugin before it makes one.
 *
 * @param id unique and for ever, such as {@code org.example.bell}; letters, digits, dots, hyphens and underscores; presets refer to it
 * @param kind what it does
 * @param name what a person reads
 * @param vendor who made it; may be empty
 * @param version of the plugin, in the vendor's own way
 * @param description one sentence; may be empty
 */
public record Descriptor(String id, Kind kind, String name, String vendor, String version, String description) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** What a plugin does. */
    public enum Kind {
        /** It is a {@link Generator}. */
        GENERATOR,
        /** It is an {@link Effect}. */
        EFFECT
    }

    /**
     * Checks that nothing is missing.
     *
     * @param id unique and for ever
     * @param kind what it does
     * @param name what a person reads
     * @param vendor who made it; may be empty
     * @param version of the plugin, in the vendor's own way
     * @param description one sentence; may be empty
     * @throws IllegalArgumentException when the id has other characters, or the name is empty
     */
    public Descriptor {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(vendor);
        Objects.requireNonNull(version);
        Objects.requireNonNull(description);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no id of a plugin");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException(id + " has no name");
        }
    }
}
