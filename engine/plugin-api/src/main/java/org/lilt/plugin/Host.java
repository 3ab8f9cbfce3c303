package org.lilt.plugin;

/** What a plugin may ask its host for, and tell it. */
public interface Host {
    /**
     * Where the music is and how fast it goes. [any thread]
     *
     * @return the same view at every call
     */
    Transport transport();

    /**
     * The music that the plugin goes by: for an effect that of its own part, as it stands before the effects; for a generator that of the part that it
     * is set to follow. [any thread]
     *
     * @return the same view at every call; a generator that follows nobody sees music without end and without events
     */
    Music music();

    /**
     * A seed for whatever is left to chance: the same in the same session, another for each plugin in it. [any thread]
     *
     * @return any number
     */
    long seed();

    /**
     * Notes something for whoever looks for a fault. [any thread; does not block; notes that come too fast are dropped]
     *
     * @param message one line
     */
    void log(String message);

    /**
     * Tells the user that something is wrong, while the plugin goes on. [any thread; does not block]
     *
     * @param problem one line for a person
     */
    void report(String problem);
}
