package org.lilt.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.lilt.engine.network.ModelException;
import org.lilt.midi.DestinationException;

/** What is wrong, in one line for a person. */
final class Complaint {
    private Complaint() {}

    /**
     * Says what an exception means.
     *
     * @param e what was thrown
     * @return one line, or null when it is a bug and not something that a person can mend
     */
    static String of(Throwable e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + ": is there already";
        }
        if (e instanceof NotDirectoryException file) {
            return file.getFile() + ": not a folder";
        }
        if (e instanceof UncheckedIOException wrapped) {
            return of(wrapped.getCause());
        }
        if (e instanceof IOException || e instanceof ModelException || e instanceof DestinationException) {
            return oneLine(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return null;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
