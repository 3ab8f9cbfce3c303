package org.lilt.midi.devices;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;

/**
 * A destination that may go and come back: a JACK server that ends, a device that is unplugged. Meanwhile the music goes on in silence
 * on the same clock. When the destination is back it is told its programs, its controllers and where the clock is, and hears what begins from then on.
 *
 * <p>A thread of its own looks after the destination; the player thread never waits for it.
 */
final class ReconnectingDestination implements Destination {
    /** Opens the destination anew. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens it. [thread of the wrapper]
         *
         * @return open
         * @throws DestinationException when it is not there
         */
        Destination open() throws DestinationException;
    }

    private static final long LOOK_NANOS = 20_000_000L;
    private static final long RETRY_NANOS = 500_000_000L;

    private final Opener opener;
    private final Consumer<String> news;
    private final long rate;
    private final Clock clock = new Clock();
    private final ChannelState state = new ChannelState();
    private final SentClock pulses = new SentClock();
    private final Thread thread;
    private volatile Link link;
    private volatile boolean closing;
    private Link used;

    /**
     * What the music is played into now.
     *
     * @param inner the destination
     * @param from a time on the outer clock
     * @param innerFrom the same time on the clock of the destination
     * @param connected false when it has gone and only its clock is used
     */
    private record Link(Destination inner, long from, long innerFrom, boolean connected) {
        long outer(long innerTime, long rate) {
            return from + scaled(innerTime - innerFrom, inner.clock().rate(), rate);
        }

        long inner(long outerTime, long rate) {
            return innerFrom + scaled(outerTime - from, rate, inner.clock().rate());
        }

        private static long scaled(long units, long rate, long otherRate) {
            return rate == otherRate ? units : Math.round((double) units * otherRate / rate);
        }
    }

    private final class Clock implements MediaClock {
        private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

        @Override
        public long now() {
            Link l = link;
            long at = l.outer(l.inner.clock().now(), rate);
            long before = latest.get();
            while (before < at && !latest.compareAndSet(before, at)) {
                before = latest.get();
            }
            return Math.max(before, at);
        }

        @Override
        public long rate() {
            return rate;
        }

        @Override
        public long from(MediaClock other, long time) {
            Link l = link;
            return other == this ? time : l.outer(l.inner.clock().from(other, time), rate);
        }
    }

    /**
     * Looks after a destination.
     *
     * @param first the destination, open
     * @param opener opens it again
     * @param news is told in a sentence when it goes and when it is back [thread of the wrapper]
     */
    ReconnectingDestination(Destination first, Opener opener, Consumer<String> news) {
        this.opener = opener;
        this.news = news;
        rate = first.clock().rate();
        link = new Link(first, 0, 0, true);
        used = link;
        thread = new Thread(this::run, "lilt-reconnect");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closing) {
            Link l = link;
            l.inner.look();
            Optional<String> trouble = l.inner.trouble();
            if (trouble.isPresent()) {
                link = new Link(l.inner, l.from, l.innerFrom, false);
                news.accept(trouble.get() + "; the music goes on in silence until it is back");
                // A message that is just being sent comes to its end before what it is sent to is closed.
                LockSupport.parkNanos(LOOK_NANOS);
                l.inner.close();
                reopen();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void reopen() {
        while (!closing) {
            try {
                Destination back = opener.open();
                link = new Link(back, clock.now(), back.clock().now(), true);
                news.accept(back.name() + " is back");
                return;
            } catch (DestinationException e) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    @Override
    public String name() {
        return link.inner.name();
    }

    @Override
    public MediaClock clock() {
        return clock;
    }

    @Override
    public long lead() {
        Link l = link;
        return Link.scaled(l.inner.lead(), l.inner.clock().rate(), rate);
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        Link l = link;
        if (status < 0xF0) {
            state.sent(status, data1, data2);
        }
        if (!l.connected) {
            pulses.sent(status, data1, data2);
            return true;
        }
        long innerTime = l.inner(time, rate);
        if (l != used) {
            used = l;
            greet(l, innerTime);
            pulses.begin();
        }
        if (status == ShortMessages.CLOCK && pulses.owes()) {
            pulses.tell((s, d1, d2) -> l.inner.send(innerTime, s, d1, d2));
        }
        pulses.sent(status, data1, data2);
        return l.inner.send(innerTime, status, data1, data2)
                || l.inner.trouble().isPresent();
    }

    /** Ends what the destination may have held on to while it was away, and tells it its programs. */
    private void greet(Link l, long innerTime) {
        for (int channel = 0; channel < 16; channel++) {
            l.inner.send(innerTime, ShortMessages.CONTROL | channel, ShortMessages.ALL_NOTES_OFF, 0);
        }
        state.replay((status, data1, data2) -> l.inner.send(innerTime, status, data1, data2));
    }

    @Override
    public Optional<String> trouble() {
        Link l = link;
        return l.connected ? l.inner.trouble() : l.inner.trouble().or(() -> Optional.of(l.inner.name() + " has gone"));
    }

    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        link.inner.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
