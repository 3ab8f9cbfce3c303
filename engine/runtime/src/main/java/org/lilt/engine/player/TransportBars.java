package org.lilt.engine.player;

import org.lilt.plugin.BarLines;

/** The bar lines of the transport, as the generator sees them. [generator thread] */
final class TransportBars implements BarLines {
    private final Transport transport;

    TransportBars(Transport transport) {
        this.transport = transport;
    }

    @Override
    public long next(long tick, long barLength) {
        transport.tuneBar(barLength);
        long bar = transport.bar();
        return bar == 0 ? tick : tick + Math.floorMod(transport.hostZero() - tick, bar);
    }
}
