package org.lilt.midi.jack;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * What libjack writes to the console by itself. Errors reach Lilt as results, and are told once, in a sentence.
 *
 * <p>Its lines go to {@code strlen()} of the C library, which does nothing with them. A function of ours would be called on threads that libjack
 * cancels, see {@link ServerEnd}.
 */
final class JackLog {
    private static final Function IGNORE =
            NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("strlen");

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
