package org.lilt.midi;

/** A destination cannot be opened; the message is one line that says which and why. */
public final class DestinationException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * An error for a person to read.
     *
     * @param message one line: which destination, and why it cannot be opened
     */
    public DestinationException(String message) {
        super(message);
    }

    /**
     * An error for a person to read, with its cause.
     *
     * @param message one line: which destination, and why it cannot be opened
     * @param cause what the system said
     */
    public DestinationException(String message, Throwable cause) {
        super(message, cause);
    }
}
