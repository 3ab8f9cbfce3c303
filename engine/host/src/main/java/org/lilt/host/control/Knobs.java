package org.lilt.host.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.lilt.host.panel.Controls;
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

    private volatile List<Parameter> parameters;
    private final Path file;
    private final Consumer<String> news;
    private final AtomicReferenceArray<Parameter> turned = new AtomicReferenceArray<>(KnobMap.CONTROLLERS);
    /** What each turns by its id, also where nothing of that id is there now. */
    private final AtomicReferenceArray<String> assigned = new AtomicReferenceArray<>(KnobMap.CONTROLLERS);

    private final AtomicReference<Parameter> learning = new AtomicReference<>();
    private final Object keeping = new Object(); // the file is read and written by one at a time
    private volatile Controls.KnobState shown = Controls.KnobState.NONE;

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

    /**
     * Lets them turn what is there from now on, by the ids that they turned before. [any thread]
     *
     * @param newParameters what can be turned
     */
    public void parameters(List<Parameter> newParameters) {
        parameters = List.copyOf(newParameters);
        learning.set(null);
        for (int i = 0; i < KnobMap.CONTROLLERS; i++) {
            String id = assigned.get(i);
            turned.set(i, id == null ? null : find(parameters, id));
        }
        show();
    }

    private void turn(int controller, Parameter parameter) {
        assigned.set(controller, parameter == null ? null : parameter.id());
        turned.set(controller, parameter);
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
        turn(controller, named(assignment.substring(equals + 1)));
        show();
    }

    /**
     * Lets controllers turn what they turned in a session; of parameters that are no longer there, nothing. [any thread]
     *
     * @param controllers see {@link Mappings#controllers}
     */
    public void restore(Map<Integer, String> controllers) {
        controllers.forEach((controller, id) -> {
            if (controller >= 0 && controller < KnobMap.CONTROLLERS) {
                assigned.set(controller, id);
                turned.set(controller, find(parameters, id));
            }
        });
        show();
    }

    /**
     * Which controllers turn something now, and what waits for one. [any thread]
     *
     * @return the same object until something has changed
     */
    public Controls.KnobState shown() {
        return shown;
    }

    private synchronized void show() {
        Map<Integer, String> controllers = new TreeMap<>();
        for (int i = 0; i < KnobMap.CONTROLLERS; i++) {
            Parameter parameter = turned.get(i);
            if (parameter != null) {
                controllers.put(i, parameter.id());
            }
        }
        Parameter waiting = learning.get();
        shown = new Controls.KnobState(waiting == null ? "" : waiting.id(), Collections.unmodifiableMap(controllers));
    }

    /**
     * Waits for a knob: the next that is turned will turn this parameter from then on. [any thread]
     *
     * @param id of the parameter
     * @throws IOException when there is none of this id; one line
     */
    public void learn(String id) throws IOException {
        learning.set(named(id));
        show();
    }

    /**
     * Lets no knob turn a parameter, now and the next time. [any thread; writes the file on a thread of its own]
     *
     * @param id of the parameter
     */
    public void unlearn(String id) {
        shown.turned().forEach((controller, turns) -> {
            if (turns.equals(id)) {
                turn(controller, null);
                keepLater(controller, null);
            }
        });
        show();
    }

    /** Waits no longer for a knob. [any thread] */
    public void forgetLearning() {
        learning.set(null);
        show();
    }

    @Override
    public void message(long nanos, int status, int data1, int data2) {
        if ((status & KIND) != ShortMessages.CONTROL || data1 >= KnobMap.CONTROLLERS) {
            return;
        }
        Parameter learnt = learning.getAndSet(null);
        if (learnt != null) {
            turn(data1, learnt);
            show();
            news.accept("Controller " + data1 + " turns " + learnt.name().toLowerCase(Locale.ROOT));
            keepLater(data1, learnt.id());
        }
        Parameter parameter = turned.get(data1);
        if (parameter != null) {
            double share = data2 / LARGEST;
            parameter.set(parameter.minimum() + share * (parameter.maximum() - parameter.minimum()));
        }
    }

    /** The thread of an input does not wait for a disk. */
    private void keepLater(int controller, String id) {
        new Thread(() -> keep(controller, id), "lilt-settings").start();
    }

    /** A controller without an id turns nothing. */
    private void keep(int controller, String id) {
        synchronized (keeping) {
            try {
                Map<Integer, String> map = new TreeMap<>(KnobMap.read(file));
                if (id == null) {
                    map.remove(controller);
                } else {
                    map.put(controller, id);
                }
                KnobMap.write(file, map);
            } catch (IOException e) {
                news.accept("Not kept: " + e.getMessage());
            }
        }
    }
}
