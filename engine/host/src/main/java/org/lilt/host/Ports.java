package org.lilt.host;

import java.util.List;
import java.util.function.Function;
import org.lilt.midi.Destination;
import org.lilt.midi.SilentDestination;

/**
 * Where the parts of a band go.
 *
 * @param all where channels go, in this order; when they are used up, further parts are silent
 * @param named opens a destination that a part names; gives null where it is to go with the others
 */
record Ports(List<Destination> all, Function<String, Destination> named) {
    /** Nothing is opened: for a band that is only looked at, or heard by listeners alone. */
    static final Ports SILENT = new Ports(List.of(), name -> new SilentDestination());
}
