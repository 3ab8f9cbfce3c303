package org.lilt.host.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.lilt.engine.generator.TextTap;
import org.lilt.host.session.HeardTune;
import org.lilt.plugin.Parameter;

/**
 * One page, and what it has been told so far: a frame holds the difference to that. At most one frame is on its way; while it is, the
 * page is skipped, and the next one holds all that has changed meanwhile. So a slow page falls behind but costs nothing.
 *
 * <p>The thread of the frames calls {@link #tell}; the page's messages come on one thread of the server at a time.
 */
final class Page {
    /** Messages a second; a hand on a slider makes sixty, and nobody has more than a few hands. */
    private static final int MOST_MESSAGES = 400;

    /** Characters of the past that a new page is shown: the last tunes. */
    private static final int PAST = 8192;

    /** Text need not come more smoothly than this. */
    private static final long TEXT_NANOS = 30_000_000;

    /** Counters that always change, such as the play head, are told this often; everything else at once. */
    private static final long COUNTERS_NANOS = 250_000_000;

    /** A page that hears nothing for a while would think that we are gone. */
    private static final long HEARTBEAT_NANOS = 5_000_000_000L;

    /** A page that takes no frame for so long is cut off; it can come back. */
    private static final long STUCK_NANOS = 5_000_000_000L;

    private final Wire wire;
    private final RateLimit rateLimit;

    // What the page knows. [thread of the frames]
    private boolean greeted;
    private double[] values;
    private Controls.Status status;
    private long textPosition;
    private long notePosition;
    private final Map<Integer, HeardTune> tunes = new HashMap<>();
    private List<String> faults = List.of();
    private Controls.KnobState knobs = Controls.KnobState.NONE;
    private Arranging.Arrangement arrangement = Arranging.Arrangement.NONE;
    private List<Parameter> parameters;
    private long arrangementAt;
    private long acknowledged;
    private long statusAt;
    private long textAt;
    private long historyAt;
    private long sentAt;

    // Written by the thread that the page's messages come on.
    private volatile long heard;
    private final AtomicReference<String> error = new AtomicReference<>();
    private final Queue<Consumer<Frame>> answers = new ConcurrentLinkedQueue<>();
    private volatile long refused;

    private volatile boolean sending;

    Page(Wire wire, long now) {
        this.wire = wire;
        rateLimit = new RateLimit(MOST_MESSAGES, now);
    }

    /**
     * Whether the page may send a message now. [message thread]
     *
     * @param now nanoseconds
     * @return false when it has sent too many
     */
    boolean maySend(long now) {
        return rateLimit.allows(now);
    }

    /** Notes that a message has been done, after it was. [message thread] */
    void heard(long number) {
        heard = number;
    }

    /** Notes that a message was refused; the page is told with the next frame. [message thread] */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writing thread
    void refuse(String reason) {
        refused = refused + 1;
        error.set(reason);
    }

    /** Answers a message with the next frame. [message thread] */
    void answer(Consumer<Frame> answer) {
        answers.add(answer);
    }

    /** Ends the connection. [any thread] */
    void close(int code, String reason) {
        wire.close(code, reason);
    }

    /**
     * Tells the page what it does not know yet. [thread of the frames; does not block]
     *
     * @param all descriptions of what can be turned; the same list until there are others
     * @param text what is written
     * @param controls where the state is read
     * @param now nanoseconds
     */
    void tell(List<Parameter> all, TextTap text, Controls controls, long now) {
        if (sending) {
            if (now - sentAt > STUCK_NANOS) {
                wire.cut();
            }
            return;
        }
        long done = heard; // read before the values, so that they are at least as new as what is acknowledged
        Frame frame = new Frame();
        if (!greeted) {
            greeted = true;
            textPosition = Math.max(0, text.written() - PAST);
            notePosition = controls.notes().written();
            frame.hello();
        }
        if (parameters != all) {
            parameters = all;
            values = null;
            frame.parameters(all);
        }
        tellValues(frame, valuesOf(all), done);
        tellStatus(frame, controls.status(), now);
        tellText(frame, text, now);
        tellNotes(frame, controls);
        tellHistory(frame, controls, now);
        tellArrangement(frame, controls, now);
        if (!controls.knobs().equals(knobs)) {
            knobs = controls.knobs();
            frame.knobs(knobs);
        }
        tellAnswers(frame);
        if (frame.hasNews() || now - sentAt > HEARTBEAT_NANOS) {
            sentAt = now;
            sending = true;
            wire.send(frame.json(), () -> sending = false);
        }
    }

    private void tellValues(Frame frame, double[] now, long done) {
        if (done != acknowledged) {
            acknowledged = done;
            frame.ack(done).values(now);
        } else if (!Arrays.equals(now, values)) {
            frame.values(now);
        }
        values = now;
    }

    private void tellStatus(Frame frame, Controls.Status now, long nanos) {
        boolean due = nanos - statusAt >= COUNTERS_NANOS ? !now.equals(status) : !sameButCounters(now, status);
        if (due) {
            status = now;
            statusAt = nanos;
            frame.status(now);
        }
    }

    private void tellText(Frame frame, TextTap text, long now) {
        if (now - textAt < TEXT_NANOS && textAt != 0) {
            return;
        }
        textAt = now;
        if (text.written() == textPosition) {
            return;
        }
        StringBuilder characters = new StringBuilder();
        IntStream.Builder odds = IntStream.builder();
        textPosition = text.read(textPosition, characters, odds::add);
        frame.text(textPosition - characters.codePointCount(0, characters.length()), characters);
        frame.odds(odds.build().toArray());
    }

    private void tellNotes(Frame frame, Controls controls) {
        if (controls.notes().written() != notePosition) {
            LongStream.Builder notes = LongStream.builder();
            notePosition = controls.notes().read(notePosition, notes::add);
            frame.notes(notes.build().toArray(), controls.status().playHead());
        }
    }

    /** Tunes that are new or were changed, and those that are kept no longer; the one that is still written comes without its text. */
    private void tellHistory(Frame frame, Controls controls, long now) {
        if (now - historyAt < COUNTERS_NANOS && historyAt != 0) {
            return;
        }
        historyAt = now;
        List<HeardTune> all = controls.history();
        List<HeardTune> news = new ArrayList<>();
        Set<Integer> gone = new HashSet<>(tunes.keySet());
        for (int i = 0; i < all.size(); i++) {
            HeardTune tune = all.get(i);
            boolean written = i < all.size() - 1;
            HeardTune told = written ? tune : tune.withoutText();
            gone.remove(tune.number());
            if (!told.equals(tunes.put(tune.number(), told))) {
                news.add(told);
            }
        }
        tunes.keySet().removeAll(gone);
        if (!news.isEmpty() || !gone.isEmpty()) {
            frame.history(news, gone);
        }
        if (!controls.faults().equals(faults)) {
            faults = controls.faults();
            frame.faults(faults);
        }
    }

    private void tellAnswers(Frame frame) {
        for (Consumer<Frame> answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.accept(frame);
        }
        String message = error.getAndSet(null);
        if (message != null) {
            frame.error(message, refused);
        }
    }

    private void tellArrangement(Frame frame, Controls controls, long now) {
        if (controls.arranging() == null || now - arrangementAt < TEXT_NANOS && arrangementAt != 0) {
            return;
        }
        arrangementAt = now;
        Arranging.Arrangement is = controls.arranging().now();
        if (!is.equals(arrangement)) {
            arrangement = is;
            frame.arrangement(is);
        }
    }

    private static double[] valuesOf(List<Parameter> parameters) {
        double[] values = new double[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.get(i).get();
        }
        return values;
    }

    private static boolean sameButCounters(Controls.Status a, Controls.Status b) {
        return b != null
                && a.preset().equals(b.preset())
                && a.destination().equals(b.destination())
                && a.seed() == b.seed()
                && a.tune() == b.tune()
                && a.paused() == b.paused()
                && a.underruns() == b.underruns()
                && a.recording().equals(b.recording());
    }
}
