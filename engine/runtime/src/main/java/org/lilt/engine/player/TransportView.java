package org.lilt.engine.player;

/** A performance's transport as plugins see it; they are made before the performance is. */
public final class TransportView implements org.lilt.plugin.Transport {
    private static final double TEMPO_BEFORE = 120;

    private volatile Transport shown;

    /** A view of nothing yet: 120 quarters a minute at tick 0. */
    public TransportView() {}

    void show(Transport transport) {
        shown = transport;
    }

    @Override
    public double tempo() {
        Transport now = shown;
        return now == null ? TEMPO_BEFORE : now.tempo();
    }

    @Override
    public long playHead() {
        Transport now = shown;
        return now == null ? 0 : now.playHead();
    }
}
