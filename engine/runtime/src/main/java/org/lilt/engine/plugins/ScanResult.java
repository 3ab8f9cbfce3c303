package org.lilt.engine.plugins;

import java.util.List;
import org.lilt.plugin.Descriptor;

/**
 * What scanning a jar has found.
 *
 * @param plugins what it holds
 * @param problem why it cannot be used, one line; empty when it can
 */
public record ScanResult(List<Descriptor> plugins, String problem) {
    private static final int LONGEST = 300;

    /**
     * A jar that cannot be used.
     *
     * @param problem why
     * @return a result without plugins
     */
    static ScanResult bad(String problem) {
        String line = problem.strip().replaceAll("\\s*\\R\\s*", " ");
        return new ScanResult(List.of(), line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
    }
}
