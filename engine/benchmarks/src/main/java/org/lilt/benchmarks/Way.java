package org.lilt.benchmarks;

/** How a parameter is turned. */
enum Way {
    /** By the program. */
    API,
    /** By a controller of a MIDI device, from when its message has come in. */
    CC,
    /** By a message to the panel, from when a page sends it. */
    PANEL,
    /** By bytes through a {@link BareSocket}, from when they are sent. */
    SOCKET
}
