package org.lilt.host;

import java.util.List;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.player.Performance;
import org.lilt.midi.thread.RealTime;

/**
 * What makes playing faster and steadier and is not waited for: real-time priority for the threads of the music, where the system grants it, and the network in vector
 * registers. Begun on a thread of its own when the start no longer needs the compiler.
 */
final class Readiness {
    private static final long AFTER_MILLIS = 2_000;

    private Readiness() {}

    /**
     * Begins.
     *
     * @param networks those that are played, which may be the same
     * @return the thread, started; it does not keep the program alive
     */
    static Thread inBackground(List<LstmNetwork> networks) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(AFTER_MILLIS);
                    } catch (InterruptedException e) {
                        return; // it plays as it does
                    }
                    RealTime.grant(Performance.PLAYER_THREAD, Performance.GENERATOR_THREAD);
                    networks.forEach(LstmNetwork::accelerate);
                },
                "lilt-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return thread;
    }
}
