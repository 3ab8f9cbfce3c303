package org.lilt.engine.player;

import java.util.List;
import org.lilt.midi.Destination;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * The same generator and player as in {@link Performance}, driven by one thread on a clock that somebody moves: an hour of music in
 * seconds, without sound and without sleeping. Used to render files and to test.
 */
public final class OfflinePerformance {
    /** More than any generator writes at once: nobody empties the queue while it writes. */
    private static final int QUEUE_CAPACITY = 1 << 16;

    private final Transport transport;
    private final Timing timing = new Timing();
    private final Player player;
    private final Writers writers;

    /**
     * Joins a generator to a destination, with a clock of its own.
     *
     * @param generator writes the music
     * @param destination is played into; its clock is moved by the caller
     * @param tempo quarter notes a minute
     * @param horizonSeconds how far ahead of the play head the generator writes, in seconds of playing
     * @param listeners told what is played
     */
    public OfflinePerformance(
            Generator generator,
            Destination destination,
            Parameter tempo,
            double horizonSeconds,
            List<MessageListener> listeners) {
        this(generator, destination, Setup.free(tempo, Setup.transposeParameter(), horizonSeconds), listeners);
    }

    /**
     * Joins a generator to a destination.
     *
     * @param generator writes the music
     * @param destination is played into; its clock is moved by the caller
     * @param setup how it goes
     * @param listeners told what is played
     */
    public OfflinePerformance(
            Generator generator, Destination destination, Setup setup, List<MessageListener> listeners) {
        this(List.of(Part.alone(generator)), destination, setup, listeners);
    }

    /**
     * Joins parts to a destination. Foreign generators are driven by the same thread as the others.
     *
     * @param parts the first leads: its tunes, meters and keys are told
     * @param destination is played into; its clock is moved by the caller
     * @param setup how it goes
     * @param listeners told what is played
     */
    public OfflinePerformance(List<Part> parts, Destination destination, Setup setup, List<MessageListener> listeners) {
        transport = new Transport(setup.tempo().get());
        setup.view().show(transport);
        for (Part part : parts) {
            part.queue(new EventQueue(QUEUE_CAPACITY));
        }
        player = new Player(parts, transport, destination, setup, new Listeners(listeners), timing);
        writers = new Writers(parts, transport, setup, OfflinePerformance::overflow);
    }

    /**
     * Does all that is to do at the moment that the destination's clock shows. Call it again whenever the clock has moved, by a few
     * milliseconds at most.
     *
     * @return when to call again at the latest, in units of the destination's clock
     */
    public long doWork() {
        long next = player.doWork();
        while (writers.doWork() == 0) {
            next = player.doWork();
        }
        return Math.min(next, player.doWork());
    }

    /** Goes on with the next tune at once. */
    public void nextTune() {
        transport.requestRun();
    }

    /** Ends what sounds; the music goes on. */
    public void allNotesOff() {
        transport.requestPanic();
    }

    /**
     * Holds the music, or lets it go on.
     *
     * @param paused whether to hold
     */
    public void pause(boolean paused) {
        transport.pause(paused);
    }

    /**
     * Counters of punctuality.
     *
     * @return counters that go on counting
     */
    public Timing timing() {
        return timing;
    }

    /** Ends every note that sounds. */
    public void stop() {
        player.stop();
    }

    private static void overflow() {
        throw new IllegalStateException("the generator wrote more than " + QUEUE_CAPACITY + " events at once");
    }
}
