package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lilt presets}. */
@Command(name = "presets", description = "Lists the presets that ship with Lilt.", mixinStandardHelpOptions = true)
final class PresetsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode list = mapper.createArrayNode();
        for (String name : PresetLibrary.names()) {
            Preset preset = PresetLibrary.shipped(name);
            if (json) {
                list.addObject()
                        .put("id", name)
                        .put("name", preset.name())
                        .put("description", preset.description())
                        .put("licence", preset.licence());
            } else {
                spec.commandLine()
                        .getOut()
                        .printf("%-12s %s%n%-12s %s%n", name, preset.description(), "", preset.licence());
            }
        }
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list));
        }
        return 0;
    }
}
