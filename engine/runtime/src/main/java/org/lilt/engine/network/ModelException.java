package org.lilt.engine.network;

/** A model cannot be read, written or used for what was asked; the message is one line that names the file, the place and the reason. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * An error for a person to read.
     *
     * @param message one line: file, place and reason
     */
    public ModelException(String message) {
        super(message);
    }

    /**
     * An error for a person to read, with its cause.
     *
     * @param message one line: file, place and reason
     * @param cause what the system or the parser said
     */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
