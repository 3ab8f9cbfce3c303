package org.lilt.engine;

/**
 * Brings a command to the command line without the command line knowing of it; found by {@link java.util.ServiceLoader}. Training
 * brings its commands this way, so that playing needs nothing of it.
 */
@FunctionalInterface
public interface CommandProvider {
    /**
     * A command.
     *
     * @return an object annotated with picocli's {@code @Command}
     */
    Object command();
}
