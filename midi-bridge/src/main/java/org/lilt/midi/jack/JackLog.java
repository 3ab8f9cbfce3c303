package org.lilt.midi.jack;

import com.sun.jna.Callback;
import com.sun.jna.NativeLibrary;

/** Keeps libjack from writing to the standard error output: what matters of it is in the exceptions. */
final class JackLog {
    /** What libjack calls with a line of text. */
    interface Line extends Callback {
        /**
         * Takes a line.
         *
         * @param text the line
         */
        void invoke(String text);
    }

    /** Referred to for ever, because libjack is never told to forget it. */
    private static final Line IGNORE = text -> {};

    private JackLog() {}

    /** Silences the library. Without it there is nothing to silence. */
    static void silence() {
        try {
            NativeLibrary jack = NativeLibrary.getInstance("jack");
            jack.getFunction("jack_set_error_function").invokeVoid(new Object[] {IGNORE});
            jack.getFunction("jack_set_info_function").invokeVoid(new Object[] {IGNORE});
        } catch (UnsatisfiedLinkError e) {
            // An older library, or one of another name (Windows): it may be talkative, but it plays.
        }
    }
}
