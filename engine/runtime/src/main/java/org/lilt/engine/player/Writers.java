package org.lilt.engine.player;

import java.util.List;

/** The generators that one thread drives, a few steps of each in turn. Owned by the generator thread. */
final class Writers {
    /** Wait for the player to admit a new run; somebody waits for that tune. */
    private static final long ADMISSION_NANOS = 100_000;

    private final GeneratorAgent[] agents;
    private final Transport transport;

    /**
     * Joins parts, whose queues they have, to a transport.
     *
     * @param parts those that the thread drives
     * @param transport says where the play head is
     * @param setup how it goes
     * @param whenFull called while a queue is full; waits a moment
     */
    Writers(List<Part> parts, Transport transport, Setup setup, Runnable whenFull) {
        this.transport = transport;
        agents = parts.stream()
                .map(part -> new GeneratorAgent(part, transport, setup, whenFull))
                .toArray(GeneratorAgent[]::new);
        if (setup.onBarLines()) {
            for (Part part : parts) {
                part.generator().follow(new TransportBars(transport));
            }
        }
    }

    /**
     * Writes ahead a little.
     *
     * @return nanoseconds until there is something to write again; 0 when there is right now
     */
    long doWork() {
        long admitted = transport.admittedRun();
        if (admitted != transport.requestedRun()) {
            return ADMISSION_NANOS; // the player has yet to end the run before
        }
        // All before any writes: who follows another part would take what is left of its run before for the music of
        // this one.
        for (GeneratorAgent agent : agents) {
            agent.begin(admitted);
        }
        long nanos = Long.MAX_VALUE;
        for (GeneratorAgent agent : agents) {
            nanos = Math.min(nanos, agent.doWork());
        }
        return nanos;
    }
}
