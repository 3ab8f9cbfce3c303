package org.lilt.host.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.input.MidiListener;
import org.lilt.plugin.Parameter;

/**
 * Knobs that turn parameters, by controller number on any channel. A parameter that is to be learnt takes the next knob that is turned; what
 * is learnt is kept in the user's settings.
 */
public final class Knobs implements MidiListener {
    /** Name of the file in the settings folder. */
    public static final String FILE = "controllers.json";

    private static final int KIND = 0xF0;
    private static final double LARGEST = 127;

    private final List<Parameter> parameters;
    private final Path file;
    private final Consumer<String> news;
    private final AtomicReferenceArray<Parameter> turned = new AtomicReferenceArray<>(KnobMap.CONTROLLERS);
    private final AtomicReference<Parameter> learning = new AtomicReference<>();

    /**
     * Knobs as they were left.
     *
     * @param parameters what can be turned
     * @param file where it is kept which knob turns what; need not be there
     * @param news told in a sentence what is learnt, on the thread of the input or one of its own
     * @throws IOException when the file is not as it should be; one line
     */
    public Knobs(List<Parameter> parameters, Path file, Consumer<String> news) throws IOException {
        this.parameters = List.copyOf(parameters);
        this.file = file;
        this.news = news;
        // What another preset or plugin has is kept in the file but turns nothing here.
        restore(KnobMap.read(file));
    }

    private static Parameter find(List<Parameter> parameters, String id) {
        return parameters.stream().filter(p -> p.id().equals(id)).findFirst().orElse(null);
    }

    private Parameter named(String id) throws IOException {
        Parameter parameter = find(parameters, id);
        if (parameter == null) {
            throw new IOException("'" + id + "' is no parameter; there are: "
                    + String.join(", ", parameters.stream().map(Parameter::id).toList()));
        }
        return parameter;
    }

    /**
     * Lets a controller turn a parameter, for this time only. [any thread]
     *
     * @param assignment such as {@code 74=temperature}
     * @throws IOException when there is no such controller or parameter; one line
     */
    public void map(String assignment) throws IOException {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            throw new IOException("'" + assignment + "' is not like 74=temperature");
        }
        int controller = KnobMap.controller(assignment.substring(0, equals), assignment);
        turned.set(controller, named(assignment.substring(equals + 1)));
    }

    /**
     * Lets controllers turn what they turned in a session; of parameters that are no longer there, nothing. [any thread]
     *
     * @param controllers see {@link Mappings#controllers}
     */
    public void restore(Map<Integer, String> controllers) {
        controllers.forEach((controller, id) -> {
            Parameter parameter = find(parameters, id);
            if (parameter != null && controller >= 0 && controller < KnobMap.CONTROLLERS) {
                turned.set(controller, parameter);
            }
        });
    }

    /**
     * Which controllers turn something now. [any thread]
     *
     * @return see {@link Mappings#controllers}
     */
    public Map<Integer, String> controllers() {
        Map<Integer, String> controllers = new TreeMap<>();
        for (int i = 0; i < KnobMap.CONTROLLERS; i++) {
            Parameter parameter = turned.get(i);
            if (parameter != null) {
                controllers.put(i, parameter.id());
            }
        }
        return controllers;
    }

    /**
     * Waits for a knob: the next that is turned will turn this parameter from then on. [any thread]
     *
     * @param id of the parameter
     * @throws IOException when there is none of this id; one line
     */
    public void learn(String id) throws IOException {
        learning.set(named(id));
    }

    /** Waits no longer for a knob. [any thread] */
    public void forgetLearning() {
        learning.set(null);
    }

    @Override
    public void message(long nanos, int status, int data1, int data2) {
        if ((status & KIND) != ShortMessages.CONTROL || data1 >= KnobMap.CONTROLLERS) {
            return;
        }
        Parameter learnt = learning.getAndSet(null);
        if (learnt != null) {
            turned.set(data1, learnt);
            news.accept("Controller " + data1 + " turns " + learnt.name().toLowerCase(Locale.ROOT));
            // The thread of the input does not wait for a disk.
            new Thread(() -> keep(data1, learnt.id()), "lilt-settings").start();
        }
        Parameter parameter = turned.get(data1);
        if (parameter != null) {
            double share = data2 / LARGEST;
            parameter.set(parameter.minimum() + share * (parameter.maximum() - parameter.minimum()));
        }
    }

    private synchronized void keep(int controller, String id) {
        try {
            Map<Integer, String> map = new TreeMap<>(KnobMap.read(file));
            map.put(controller, id);
            KnobMap.write(file, map);
        } catch (IOException e) {
            news.accept("Not kept: " + e.getMessage());
        }
    }
}
