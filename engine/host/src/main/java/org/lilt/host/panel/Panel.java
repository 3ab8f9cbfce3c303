package org.lilt.host.panel;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.lilt.midi.thread.RealTime;

/**
 * The control panel: a page served on loopback to browsers of this machine, or on request to those of the network that have its token,
 * and one WebSocket by which any number of pages see the music and turn its parameters.
 */
public final class Panel implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final byte[] ANY = {0, 0, 0, 0};

    /** Where the panel is looked for when nobody says otherwise. */
    public static final int DEFAULT_PORT = 7777;

    /** Ports tried after the first when it may give way. */
    private static final int MORE_PORTS = 50;

    /** One acceptor, one selector, and a few that answer requests: there are a handful of pages, not thousands. */
    private static final int MOST_THREADS = 8;

    private static final int FEWEST_THREADS = 3;
    private static final int RESERVED_THREADS = 1;
    private static final int THREAD_IDLE_MILLIS = 30_000;

    /** What a page sends is a parameter's name and a number, or some bars that were typed. */
    private static final int LONGEST_MESSAGE = 4096;

    /** A page whose connection is dead is forgotten after this; a living one is sent something much more often. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** Connections of the network at once: thirty-two pages with what a browser opens for each, and no more of the music's descriptors. */
    private static final int MOST_CONNECTIONS = 200;

    private final int port;
    private final Lan lan;
    private final Pages pages;
    private final Javalin server;

    private Panel(int port, Lan lan, Pages pages, Javalin server) {
        this.port = port;
        this.lan = lan;
        this.pages = pages;
        this.server = server;
    }

    /**
     * Serves the panel to this machine. [any thread but those of the performance; takes about a second, so that the host calls it in the background]
     *
     * @param controls the music that is seen and driven
     * @param port the port wanted, 1 to 65535, or 0 for any that is free
     * @param exactPort whether it must be this port; if not, the fifty after it are tried too
     * @return the panel, which answers from now on
     * @throws IOException when no port could be had; the message is one line that names the port and the reason
     */
    public static Panel open(Controls controls, int port, boolean exactPort) throws IOException {
        return open(controls, port, exactPort, false);
    }

    /**
     * Serves the panel. [any thread but those of the performance; takes about a second, so that the host calls it in the background]
     *
     * @param controls the music that is seen and driven
     * @param port the port wanted, 1 to 65535, or 0 for any that is free
     * @param exactPort whether it must be this port; if not, the fifty after it are tried too
     * @param inNetwork whether other machines get in, by the {@link #invitation()}
     * @return the panel, which answers from now on
     * @throws IOException when no port could be had, or there is no network; the message is one line that says which
     */
    public static Panel open(Controls controls, int port, boolean exactPort, boolean inNetwork) throws IOException {
        ServerSocketChannel channel = bind(inNetwork ? ANY : LOOPBACK, port, exactPort);
        try {
            int actual = channel.socket().getLocalPort();
            Lan lan = inNetwork ? new Lan(actual, Lan::address, Lan.hostName(), System::nanoTime) : null;
            Pages pages = new Pages(controls, System::nanoTime);
            Javalin server = Javalin.create(config -> configure(config, channel, actual, lan, pages));
            server.start();
            pages.start();
            return new Panel(actual, lan, pages, server);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * The port that was had.
     *
     * @return 1 to 65535
     */
    public int port() {
        return port;
    }

    /**
     * What to open in a browser.
     *
     * @return such as {@code http://localhost:7777/}
     */
    public String url() {
        return "http://localhost:" + port + "/";
    }

    /**
     * What to open on another machine, in the network where this one is now.
     *
     * @return nothing where the panel is for this machine alone
     */
    public Optional<Invitation> invitation() {
        return Optional.ofNullable(lan).map(Lan::invitation);
    }

    /** Says goodbye to every page and gives the port back. [any thread; the music is not touched] */
    @Override
    public void close() {
        pages.close();
        server.stop();
    }

    Pages pages() {
        return pages;
    }

    private static ServerSocketChannel bind(byte[] address, int first, boolean exactPort) throws IOException {
        InetAddress ours = InetAddress.getByAddress(address);
        int last = exactPort ? first : Math.min(first + MORE_PORTS, 65_535);
        for (int port = first; port <= last; port++) {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
            try {
                channel.bind(new InetSocketAddress(ours, port));
                return channel;
            } catch (BindException e) {
                channel.close();
                if (e.getMessage() != null && e.getMessage().contains("ermission")) {
                    throw new IOException("panel: port " + port + " may not be used: " + e.getMessage(), e);
                }
            } catch (IOException e) {
                channel.close();
                throw new IOException("panel: port " + port + ": " + e.getMessage(), e);
            }
        }
        throw new IOException(
                exactPort
                        ? "panel: port " + first + " is taken by another program"
                        : "panel: ports " + first + " to " + last + " are all taken by other programs");
    }

    private static void configure(JavalinConfig config, ServerSocketChannel channel, int port, Lan lan, Pages pages) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LONGEST_MESSAGE;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(jetty -> jetty.setHandler(new Gate(port, lan)));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.addConnector((jetty, http) -> connector(jetty, http, channel));
        config.jetty.modifyWebSocketServletFactory(Panel::limit);
        Map<String, Assets.Asset> assets = Assets.load();
        if (lan != null) {
            invite(config, lan, assets.remove("/"));
        }
        assets.forEach((path, asset) -> config.routes.get(path, asset::serve));
        config.routes.ws("/live", pages::serve);
        config.routes.wsException(Exception.class, (e, context) -> {
            report(e);
            context.closeSession();
        });
        config.routes.exception(Exception.class, (e, context) -> {
            report(e);
            context.status(500).result("The panel has failed.\n");
        });
    }

    /** The browsers of this machine, and they alone, show the token. */
    private static void invite(JavalinConfig config, Lan lan, Assets.Asset page) {
        config.jetty.modifyServer(jetty -> jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty)));
        config.routes.get(
                "/",
                context ->
                        (context.attribute(Gate.HERE) == null ? page : Assets.page(lan.invitation())).serve(context));
        config.routes.get("/lan.svg", context -> {
            if (context.attribute(Gate.HERE) == null) {
                context.status(404).result("The invitation is shown where Lilt runs.\n");
            } else {
                Assets.picture(lan.invitation()).serve(context);
            }
        });
    }

    /** A bug, not bad input: it keeps its stack trace. */
    static void report(Exception bug) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
    }

    /** What a page asks for is done by the thread that has read it, while another takes over reading; both go before ordinary threads, and behind the music. */
    private static QueuedThreadPool threads() {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = work -> {
            Runnable atOnce = () -> {
                RealTime.grantThisThread();
                work.run();
            };
            Thread thread = new Thread(atOnce, "lilt-panel-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new QueuedThreadPool(
                MOST_THREADS, FEWEST_THREADS, THREAD_IDLE_MILLIS, RESERVED_THREADS, null, null, factory);
    }

    private static Connector connector(Server jetty, HttpConfiguration http, ServerSocketChannel channel) {
        ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        try {
            connector.open(channel);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return connector;
    }

    private static void limit(JettyWebSocketServletFactory sockets) {
        sockets.setMaxTextMessageSize(LONGEST_MESSAGE);
        sockets.setMaxBinaryMessageSize(LONGEST_MESSAGE);
        sockets.setMaxFrameSize(LONGEST_MESSAGE);
        sockets.setIdleTimeout(IDLE);
    }
}
