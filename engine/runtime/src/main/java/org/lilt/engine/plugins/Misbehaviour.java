package org.lilt.engine.plugins;

/** A plugin has done what it may not; the message says what. Thrown to whoever bypasses it. */
final class Misbehaviour extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misbehaviour(String message) {
        super(message);
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
