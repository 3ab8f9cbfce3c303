package org.lilt.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of this interface, by the rules of <a href="https://semver.org">semantic versioning</a>: a plugin runs in a host whose major version is the
 * same and whose minor version is not lower than the one it was compiled against.
 *
 * @param major another one breaks plugins
 * @param minor a higher one adds something
 * @param patch a higher one mends something
 */
public record ApiVersion(int major, int minor, int patch) {
    /**
     * The version of this jar. A constant of the language, so that a plugin which returns it tells the version that it was compiled against and not the
     * one that it meets.
     */
    public static final String CURRENT = "1.0.0";

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

    /**
     * Reads a version.
     *
     * @param text such as {@code 1.0.0}
     * @return the version
     * @throws IllegalArgumentException when it is none
     */
    public static ApiVersion parse(String text) {
        Matcher m = FORM.matcher(String.valueOf(text));
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no version such as " + CURRENT);
        }
        return new ApiVersion(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
    }

    /**
     * Whether a host of this version can run a plugin.
     *
     * @param plugin version that the plugin was compiled against
     * @return true when it can
     */
    public boolean runs(ApiVersion plugin) {
        return plugin.major == major && plugin.minor <= minor;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
