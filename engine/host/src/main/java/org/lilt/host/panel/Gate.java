package org.lilt.host.panel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before everything that the panel serves and lets nobody in but pages of the panel itself. A web page from elsewhere may make
 * this machine's browser ask us, but it cannot make it lie about where it comes from: {@code Host} tells a name that was rebound to
 * us (DNS rebinding), {@code Origin} a page that is not ours (cross-site WebSocket hijacking). Whoever does not ask from this machine
 * for this machine must show the token of {@link Lan} as well. [the server's threads]
 */
final class Gate extends Handler.Wrapper {
    /** An attribute of requests that a browser of this machine makes under a name of loopback. */
    static final String HERE = "lilt.here";

    private static final int SEE_OTHER = 303;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Set<String> hosts;
    private final Set<String> origins;
    private final Map<String, String> headers;
    private final Lan lan;

    /**
     * Who asks for what.
     *
     * @param from the address of the other end
     * @param to the address of our end
     * @param method such as {@code GET}
     * @param path what is asked for
     * @param query what follows the question mark, or null
     * @param headers the header fields
     */
    record Visit(InetAddress from, InetAddress to, String method, String path, String query, HttpFields headers) {}

    /**
     * What is answered.
     *
     * @param status 0 where the request may pass
     * @param text one line, for those who may not
     * @param host the name by which another machine asks; null where the request comes from here, or is turned away
     */
    record Verdict(int status, String text, String host) {
        static Verdict pass(String host) {
            return new Verdict(0, "", host);
        }

        static Verdict forbidden(String text) {
            return new Verdict(FORBIDDEN, text, null);
        }

        boolean passes() {
            return status == 0;
        }
    }

    /**
     * Knows the names under which the panel is asked for.
     *
     * @param port where the panel listens
     * @param lan how other machines get in, or null where they do not
     */
    Gate(int port, Lan lan) {
        hosts = port == 80
                ? Set.of("localhost", "127.0.0.1", "localhost:80", "127.0.0.1:80")
                : Set.of("localhost:" + port, "127.0.0.1:" + port);
        origins = Set.of("http://localhost" + suffix(port), "http://127.0.0.1" + suffix(port));
        String sockets = "ws://localhost" + suffix(port) + " ws://127.0.0.1" + suffix(port);
        headers = headers(policy(sockets));
        this.lan = lan;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        headers.forEach(response.getHeaders()::put);
        InetAddress from = address(request.getConnectionMetaData().getRemoteSocketAddress());
        if (!from.isLoopbackAddress()) {
            // Browsers heed it on loopback and with TLS only, and complain of it elsewhere.
            response.getHeaders().remove("Cross-Origin-Opener-Policy");
        }
        Verdict verdict = judge(new Visit(
                from,
                address(request.getConnectionMetaData().getLocalSocketAddress()),
                request.getMethod(),
                request.getHttpURI().getPath(),
                request.getHttpURI().getQuery(),
                request.getHeaders()));
        if (!verdict.passes()) {
            return turnAway(verdict, response, callback);
        }
        if (verdict.host() == null) {
            request.setAttribute(HERE, true);
        } else {
            response.getHeaders().put("Content-Security-Policy", policy("ws://" + verdict.host()));
        }
        return super.handle(request, response, callback);
    }

    private boolean turnAway(Verdict verdict, Response response, Callback callback) {
        response.setStatus(verdict.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        if (verdict.status() == SEE_OTHER) {
            // Always to the page, never to where the request says.
            response.getHeaders().put(HttpHeader.LOCATION, "/");
            response.getHeaders().put(HttpHeader.SET_COOKIE, lan.setCookie());
        }
        Content.Sink.write(response, true, verdict.text(), callback);
        return true;
    }

    /**
     * Whether a request may pass.
     *
     * @param visit the request
     * @return what to do with it
     */
    Verdict judge(Visit visit) {
        // A header that comes twice could be read one way here and another way elsewhere.
        List<String> said = visit.headers().getValuesList(HttpHeader.HOST);
        String host = said.size() == 1 ? said.get(0) : "";
        boolean here = visit.from().isLoopbackAddress() && hosts.contains(host);
        if (!here && lan == null) {
            return Verdict.forbidden("The panel answers to localhost only.\n");
        }
        if (!here && !lan.isNamed(host, visit.to())) {
            return Verdict.forbidden("The panel answers to this machine's own addresses only.\n");
        }
        List<String> origin = visit.headers().getValuesList(HttpHeader.ORIGIN);
        boolean socket = visit.headers().contains(HttpHeader.UPGRADE);
        Set<String> ours = here ? origins : Set.of("http://" + host);
        if (origin.isEmpty() ? socket : origin.size() > 1 || !ours.contains(origin.get(0))) {
            return Verdict.forbidden("The panel can be driven by its own page only.\n");
        }
        return here ? Verdict.pass(null) : admit(visit, host, socket);
    }

    private Verdict admit(Visit visit, String host, boolean socket) {
        boolean page = !socket && visit.method().equals("GET") && "/".equals(visit.path());
        return switch (lan.entry(visit.from(), visit.headers(), page ? visit.query() : null)) {
            case COOKIE -> Verdict.pass(host);
            case ADDRESS -> new Verdict(SEE_OTHER, "", null);
            case NONE, WRONG ->
                Verdict.forbidden("The panel opens by the address with the token that Lilt shows where it runs.\n");
            case TOO_MANY -> new Verdict(TOO_MANY_REQUESTS, "Too many wrong tokens came from this address.\n", null);
        };
    }

    private static InetAddress address(SocketAddress of) {
        return ((InetSocketAddress) of).getAddress();
    }

    private static String suffix(int port) {
        return port == 80 ? "" : ":" + port;
    }

    /** Browsers older than the third level of the policy do not count a socket as 'self', so it is named as well. */
    private static String policy(String sockets) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; connect-src 'self' "
                + sockets
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";
    }

    private static Map<String, String> headers(String policy) {
        return Map.of(
                "Content-Security-Policy",
                policy,
                "X-Content-Type-Options",
                "nosniff",
                "X-Frame-Options",
                "DENY",
                "Referrer-Policy",
                "no-referrer",
                "Cross-Origin-Opener-Policy",
                "same-origin",
                "Cross-Origin-Resource-Policy",
                "same-origin",
                "Cache-Control",
                "no-store");
    }
}
