package org.lilt.engine.player;

import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.Transport;

/** A host that shows a part's music. */
record TestHost(Music music) implements Host {
    @Override
    public Transport transport() {
        return new TransportView();
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public void log(String message) {}

    @Override
    public void report(String problem) {}
}
