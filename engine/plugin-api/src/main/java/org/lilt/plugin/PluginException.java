package org.lilt.plugin;

/** A plugin cannot do what it was asked to; the message says why, in one line for a person. */
public class PluginException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Says why.
     *
     * @param message one line for a person
     */
    public PluginException(String message) {
        super(message);
    }

    /**
     * Says why, and what was behind it.
     *
     * @param message one line for a person
     * @param cause what was behind it
     */
    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
