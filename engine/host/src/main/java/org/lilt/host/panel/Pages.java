package org.lilt.host.panel;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.lilt.plugin.Parameter;

/**
 * The pages that are open. What a page asks for is done at once, on the thread of the server that read it; what the pages are told is
 * sent by one thread, the thread of the frames, sixty times a second at most, and not at all while no page is open.
 */
final class Pages implements AutoCloseable {
    private static final long FRAME_NANOS = 16_000_000;

    /** Pages at once; more than anybody looks at, few enough to cost nothing. */
    private static final int MOST_PAGES = 32;

    private static final int GOING_AWAY = 1001;
    private static final int POLICY_VIOLATION = 1008;
    private static final int SERVER_ERROR = 1011;
    private static final int TRY_AGAIN_LATER = 1013;

    private final Controls controls;
    private volatile Parameters parameters = new Parameters(null, Map.of());
    private final LongSupplier nanoTime;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final Thread frames = new Thread(this::sendFrames, "lilt-panel-frames");
    private volatile boolean closed;

    /**
     * No page yet.
     *
     * @param controls the music
     * @param nanoTime nanoseconds, from any origin
     */
    Pages(Controls controls, LongSupplier nanoTime) {
        this.controls = controls;
        this.nanoTime = nanoTime;
        frames.setDaemon(true);
    }

    /** What can be turned, also by id. */
    private record Parameters(List<Parameter> all, Map<String, Parameter> byId) {}

    /** What can be turned now. [any thread] */
    private Parameters parameters() {
        List<Parameter> now = controls.parameters();
        if (parameters.all != now) {
            Map<String, Parameter> byId = new LinkedHashMap<>();
            now.forEach(p -> byId.put(p.id(), p));
            parameters = new Parameters(now, byId);
        }
        return parameters;
    }

    /** Starts the thread of the frames. */
    void start() {
        frames.start();
    }

    /** Says what to do with a WebSocket. */
    void serve(WsConfig socket) {
        socket.onConnect(this::open);
        socket.onMessage(context -> hear(context, context.message()));
        socket.onBinaryMessage(context -> hear(context, ""));
        socket.onClose(context -> pages.remove(context.sessionId()));
        socket.onError(context -> pages.remove(context.sessionId()));
    }

    /** How many pages are open. [any thread] */
    int count() {
        return pages.size();
    }

    /** How many messages were refused since the start. [any thread] */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(frames);
        pages.values().forEach(page -> page.close(GOING_AWAY, "Lilt has ended"));
    }

    private void open(WsContext context) {
        if (closed || pages.size() >= MOST_PAGES) {
            context.closeSession(TRY_AGAIN_LATER, "too many pages are open");
            return;
        }
        pages.put(context.sessionId(), new Page(new Socket(context.session), nanoTime.getAsLong()));
        LockSupport.unpark(frames);
    }

    private void hear(WsContext context, String text) {
        Page page = pages.get(context.sessionId());
        if (page == null) {
            return; // it came while the connection was being closed
        }
        if (!page.maySend(nanoTime.getAsLong())) {
            refused.incrementAndGet();
            page.close(POLICY_VIOLATION, "too many messages");
            return;
        }
        try {
            Message message = Message.read(text);
            try {
                message.perform(controls, parameters().byId);
                answer(page, message);
            } finally {
                page.heard(message.number()); // refused ones too: the page then shows the value that holds
            }
        } catch (Message.BadMessageException e) {
            refused.incrementAndGet();
            page.refuse(e.getMessage());
        }
    }

    private void answer(Page page, Message message) throws Message.BadMessageException {
        try {
            if (message.action() != null) {
                message.answer(controls).ifPresent(page::answer);
            }
        } catch (IllegalArgumentException e) {
            throw new Message.BadMessageException(e.getMessage());
        }
    }

    private void sendFrames() {
        Message.prepare();
        while (!closed) {
            if (pages.isEmpty()) {
                LockSupport.park(this);
                continue;
            }
            long now = nanoTime.getAsLong();
            pages.forEach((id, page) -> tell(id, page, now));
            LockSupport.parkNanos(this, FRAME_NANOS);
        }
    }

    private void tell(String id, Page page, long now) {
        try {
            page.tell(parameters().all, controls.text(), controls, now);
        } catch (RuntimeException e) { // a bug, and of one page: the others go on
            pages.remove(id);
            page.close(SERVER_ERROR, "the panel has failed");
            Panel.report(e);
        }
    }

    private record Socket(Session session) implements Wire {
        @Override
        public void send(String text, Runnable done) {
            session.sendText(text, Callback.from(done, failure -> done.run()));
        }

        @Override
        public void close(int code, String reason) {
            session.close(code, reason, Callback.NOOP);
        }

        @Override
        public void cut() {
            session.disconnect();
        }
    }
}
