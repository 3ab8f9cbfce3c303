package org.lilt.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.lilt.midi.devices.Destinations;
import org.lilt.midi.devices.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lilt devices}. */
@Command(
        name = "devices",
        description = "Lists where Lilt can play to, and for what is missing, why.",
        mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        List<Device> devices = Destinations.list();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(devices));
            return 0;
        }
        for (Device device : devices) {
            out.printf("%-9s %-14s %s%n", device.available() ? "" : "(missing)", device.out(), device.remark());
        }
        return 0;
    }
}
