package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lilt presets}. */
@Command(
        name = "presets",
        description = "Lists the presets that ship with Lilt, and those that were saved on the panel.",
        mixinStandardHelpOptions = true)
final class PresetsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode list = mapper.createArrayNode();
        List<String> names = new ArrayList<>(PresetLibrary.names());
        names.addAll(PresetLibrary.saved().keySet());
        for (String name : names) {
            Preset preset = found(name);
            if (json) {
                list.addObject()
                        .put("id", name)
                        .put("name", preset.name())
                        .put("description", preset.description())
                        .put("licence", preset.licence());
            } else {
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%-12s %s%n%-12s %s%n",
                                name, orNothing(preset.description()), "", orNothing(preset.licence()));
            }
        }
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list));
        }
        return 0;
    }

    /** One that the user has broken is listed with the reason, and hides no other. */
    private static Preset found(String name) throws IOException {
        try {
            return PresetLibrary.find(name).preset();
        } catch (PresetException e) {
            return Preset.ofParts(name, e.getMessage(), null, null, null, null);
        }
    }

    private static String orNothing(String text) {
        return text == null ? "" : text;
    }
}
