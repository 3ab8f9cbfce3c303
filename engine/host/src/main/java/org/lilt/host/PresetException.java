package org.lilt.host;

import java.io.IOException;

/** A preset cannot be used; the message is one line that names file, field and reason. */
final class PresetException extends IOException {
    private static final long serialVersionUID = 1L;

    PresetException(String message) {
        super(message);
    }

    PresetException(String message, Throwable cause) {
        super(message, cause);
    }
}
