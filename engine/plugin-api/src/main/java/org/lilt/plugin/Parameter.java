package org.lilt.plugin;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that can be turned, as in the CLAP plugin standard: a stable id, a name, a path, a range, a default, and a value that any
 * thread may set and read. What a panel, a knob, a preset or a script sees of a plugin is its parameters.
 */
public final class Parameter {
    private final String id;
    private final String name;
    private final String path;
    private final double minimum;
    private final double maximum;
    private final double defaultValue;
    private final boolean stepped;
    private final String unit;
    private final List<String> choices;
    private final Parameter origin;
    private volatile double value;
    private volatile Runnable host = () -> {};

    // Of the thread on which the plugin works.
    private boolean latched;
    private double current;

    /**
     * Describes a parameter and sets it to its default.
     *
     * @param id stable identifier, such as {@code temperature}; presets and scripts refer to it
     * @param name what a person reads
     * @param path group, levels separated by {@code /}, such as {@code generator/sampling}
     * @param minimum smallest value
     * @param maximum largest value
     * @param defaultValue value at the start, within the range
     * @param stepped whether only whole numbers are meant
     * @param unit unit shown behind the value, empty for none
     * @throws IllegalArgumentException when the default lies outside the range
     */
    public Parameter(
            String id,
            String name,
            String path,
            double minimum,
            double maximum,
            double defaultValue,
            boolean stepped,
            String unit) {
        this(id, name, path, minimum, maximum, defaultValue, stepped, unit, List.of(), null);
    }

    private Parameter(
            String id,
            String name,
            String path,
            double minimum,
            double maximum,
            double defaultValue,
            boolean stepped,
            String unit,
            List<String> choices,
            Parameter origin) {
        this.choices = List.copyOf(choices);
        this.origin = origin;
        this.id = Objects.requireNonNull(id);
        this.name = Objects.requireNonNull(name);
        this.path = Objects.requireNonNull(path);
        this.minimum = minimum;
        this.maximum = maximum;
        this.defaultValue = defaultValue;
        this.stepped = stepped;
        this.unit = Objects.requireNonNull(unit);
        if (!(minimum <= defaultValue && defaultValue <= maximum)) {
            throw new IllegalArgumentException(id + ": default " + defaultValue + " is outside " + range());
        }
        this.value = defaultValue;
    }

    /**
     * A choice among named things; the value is the number of one, from 0.
     *
     * @param id stable identifier
     * @param name what a person reads
     * @param path group, levels separated by {@code /}
     * @param defaultValue number of the one that is chosen at the start
     * @param choices their names, at least one
     * @return the parameter, stepped
     * @throws IllegalArgumentException when there is none of this number
     */
    public static Parameter choice(String id, String name, String path, int defaultValue, String... choices) {
        return new Parameter(id, name, path, 0, choices.length - 1, defaultValue, true, "", List.of(choices), null);
    }

    /**
     * Something that is on or off.
     *
     * @param id stable identifier
     * @param name what a person reads
     * @param path group, levels separated by {@code /}
     * @param defaultValue whether it is on at the start
     * @return the parameter: 0 for off, 1 for on
     */
    public static Parameter toggle(String id, String name, String path, boolean defaultValue) {
        return choice(id, name, path, defaultValue ? 1 : 0, "off", "on");
    }

    /**
     * The same parameter under another id: whoever sets one sets the other. For hosts, which run a plugin several times.
     *
     * @param newId id
     * @param newPath group, levels separated by {@code /}
     * @return a parameter that has no value of its own
     */
    public Parameter as(String newId, String newPath) {
        return new Parameter(newId, name, newPath, minimum, maximum, defaultValue, stepped, unit, choices, this);
    }

    /**
     * Stable identifier.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * What a person reads.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Group, levels separated by a slash.
     *
     * @return the path
     */
    public String path() {
        return path;
    }

    /**
     * Smallest value.
     *
     * @return the minimum
     */
    public double minimum() {
        return minimum;
    }

    /**
     * Largest value.
     *
     * @return the maximum
     */
    public double maximum() {
        return maximum;
    }

    /**
     * Value at the start.
     *
     * @return the default
     */
    public double defaultValue() {
        return defaultValue;
    }

    /**
     * Whether only whole numbers are meant.
     *
     * @return true for whole numbers
     */
    public boolean stepped() {
        return stepped;
    }

    /**
     * Unit shown behind the value.
     *
     * @return the unit, empty for none
     */
    public String unit() {
        return unit;
    }

    /**
     * Names of what can be chosen, by value.
     *
     * @return empty where the value is a number and no choice
     */
    public List<String> choices() {
        return choices;
    }

    /**
     * The value that holds for the work under way: a host moves it between two blocks or steps, where it can be recorded, and never within one. Without a
     * host it is the value now. [the thread on which the plugin works; does not block]
     *
     * @return a value within the range
     */
    public double current() {
        if (origin != null) {
            return origin.current();
        }
        return latched ? current : value;
    }

    /**
     * Lets {@link #current} be the value now. For hosts, not for plugins. [the thread on which the plugin works; does not block]
     *
     * @return whether it has changed
     */
    public boolean latch() {
        double now = get();
        if (latched && now == current) {
            return false;
        }
        boolean changed = latched || now != defaultValue;
        latched = true;
        current = now;
        return changed;
    }

    /**
     * The value now, as it was set last. Plugins read {@link #current} while they work. [any thread; does not block]
     *
     * @return a value within the range
     */
    public double get() {
        return origin != null ? origin.get() : value;
    }

    /**
     * Sets the value; it governs everything decided after this call. [any thread; does not block]
     *
     * @param newValue a value within the range
     * @throws IllegalArgumentException when it is outside the range or not a number; the value then stays as it was
     */
    public void set(double newValue) {
        double v = stepped ? Math.rint(newValue) : newValue;
        if (!(minimum <= v && v <= maximum)) {
            throw new IllegalArgumentException(id + ": " + newValue + " is outside " + range());
        }
        if (origin != null) {
            origin.set(v);
            return;
        }
        value = v;
        host.run();
    }

    /**
     * Lets a host know at once that a value was set. For hosts, not for plugins. [any thread]
     *
     * @param told run after each {@link #set}, on the thread that sets; must not block. It takes the place of the one before
     */
    public void whenSet(Runnable told) {
        if (origin != null) {
            origin.whenSet(told);
        } else {
            host = Objects.requireNonNull(told);
        }
    }

    /**
     * A value as a person reads it.
     *
     * @param v a value
     * @return text with the unit, such as {@code 120 bpm}
     */
    public String format(double v) {
        if (!choices.isEmpty()) {
            return choices.get((int) Math.max(0, Math.min(choices.size() - 1, Math.round(v))));
        }
        String number = stepped ? String.valueOf(Math.round(v)) : trimmed(v);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /**
     * Reads what {@link #format} writes, with or without the unit.
     *
     * @param text a number, perhaps followed by the unit
     * @return the value, within the range
     * @throws IllegalArgumentException when the text is no number or lies outside the range
     */
    public double parse(String text) {
        String number = text.trim();
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).equalsIgnoreCase(number)) {
                return i;
            }
        }
        if (!unit.isEmpty() && number.endsWith(unit)) {
            number = number.substring(0, number.length() - unit.length()).trim();
        }
        double v;
        try {
            v = Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(id + ": '" + text + "' is not a number", e);
        }
        if (!(minimum <= v && v <= maximum)) {
            throw new IllegalArgumentException(id + ": " + text + " is outside " + range());
        }
        return v;
    }

    private String range() {
        return trimmed(minimum) + " to " + trimmed(maximum);
    }

    private static String trimmed(double v) {
        String s = String.format(Locale.ROOT, "%.3f", v);
        return s.contains(".") ? s.replaceAll("\\.?0+$", "") : s;
    }
}
