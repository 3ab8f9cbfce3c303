package org.lilt.host.panel;

import java.util.List;

/**
 * Who plays what through which effects, where, and how that is changed while the music goes on. Every method may be called by any thread but those that play, and
 * those that change something return when it has been done. What cannot be done is told in one line by an {@link IllegalArgumentException}; the music then goes on
 * as before.
 */
public interface Arranging {
    /**
     * How it is now. Returns at once.
     *
     * @return parts, effects and destination
     */
    Arrangement now();

    /**
     * What there is to choose from. May take seconds for the first time, while plugins are looked for.
     *
     * @return generators, effects, presets and destinations
     */
    Catalogue catalogue();

    /**
     * Puts an effect into a part's chain; the tune goes on.
     *
     * @param part its name
     * @param effect id of the effect
     * @param at its place, from 0; at the end where the chain is shorter
     */
    void addEffect(String part, String effect, int at);

    /**
     * Takes an effect out of a part's chain; the tune goes on.
     *
     * @param part its name
     * @param effect id of the effect
     * @param at its place, from 0
     */
    void removeEffect(String part, String effect, int at);

    /**
     * Moves an effect within a part's chain; the tune goes on.
     *
     * @param part its name
     * @param effect id of the effect
     * @param from its place, from 0
     * @param to its new place
     */
    void moveEffect(String part, String effect, int from, int to);

    /**
     * Lets the music go past an effect or through it again, which forgives it what it did.
     *
     * @param part its name
     * @param effect id of the effect
     * @param at its place, from 0
     * @param bypassed whether it goes past
     */
    void bypassEffect(String part, String effect, int at, boolean bypassed);

    /**
     * Adds a part, which goes by the first; the tune begins again.
     *
     * @param generator id of its generator
     */
    void addPart(String generator);

    /**
     * Takes a part away, which may not be the last; the tune begins again.
     *
     * @param part its name
     */
    void removePart(String part);

    /**
     * Moves a part; the first leads. The tune begins again.
     *
     * @param part its name
     * @param to its new place, from 0
     */
    void movePart(String part, int to);

    /**
     * Takes a generator in again that was left out for what it did.
     *
     * @param part its name
     */
    void takeIn(String part);

    /**
     * Plays a preset instead of what is played.
     *
     * @param preset name of one that ships with Lilt or was saved
     */
    void load(String preset);

    /**
     * Keeps what is played as a preset of the user's; one of the same name is replaced.
     *
     * @param preset its name
     */
    void save(String preset);

    /**
     * Plays elsewhere; the tune begins again.
     *
     * @param out as {@code lilt play --out} takes it
     */
    void destination(String out);

    /**
     * In what a preset is other than what is played.
     *
     * @param preset name of one that ships with Lilt or was saved
     * @return nothing where they are the same
     */
    List<Difference> compare(String preset);

    /**
     * How it is.
     *
     * @param out where it is played, as {@code --out} takes it
     * @param trouble why nothing is heard there at present; empty when it is
     * @param parts the first leads
     */
    record Arrangement(String out, String trouble, List<Part> parts) {
        /** Nothing plays. */
        public static final Arrangement NONE = new Arrangement("", "", List.of());
    }

    /**
     * One who plays.
     *
     * @param name short word
     * @param generator id of its generator
     * @param fault why it is left out; empty when it is not
     * @param effects in their order
     */
    record Part(String name, String generator, String fault, List<Effect> effects) {}

    /**
     * An effect in its place.
     *
     * @param id of the effect
     * @param bypassed whether the music goes past it
     * @param fault why, where nobody has asked for it; else empty
     */
    record Effect(String id, boolean bypassed, String fault) {}

    /**
     * What there is to choose from.
     *
     * @param generators those that need no files
     * @param effects effects
     * @param presets those that ship with Lilt, then the user's
     * @param destinations as {@code --out} takes them
     */
    record Catalogue(List<Choice> generators, List<Choice> effects, List<Choice> presets, List<Choice> destinations) {}

    /**
     * One of them.
     *
     * @param id by which it is asked for
     * @param name what a person reads
     * @param about one sentence, or why it cannot be chosen
     * @param there whether it can be chosen
     */
    record Choice(String id, String name, String about, boolean there) {}

    /**
     * A field in which two presets differ.
     *
     * @param field where it stands, such as {@code parts[0].parameters.temperature}
     * @param played its value in what is played; empty where it has none
     * @param other its value in the other
     */
    record Difference(String field, String played, String other) {}
}
