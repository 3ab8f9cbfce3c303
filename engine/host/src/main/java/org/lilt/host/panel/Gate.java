package org.lilt.host.panel;

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
 * loopback (DNS rebinding), {@code Origin} a page that is not ours (cross-site WebSocket hijacking). [the server's threads]
 */
final class Gate extends Handler.Wrapper {
    private static final int FORBIDDEN = 403;

    private final Set<String> hosts;
    private final Set<String> origins;
    private final Map<String, String> headers;

    /**
     * Knows the names under which the panel is asked for.
     *
     * @param port where the panel listens
     */
    Gate(int port) {
        hosts = port == 80
                ? Set.of("localhost", "127.0.0.1", "localhost:80", "127.0.0.1:80")
                : Set.of("localhost:" + port, "127.0.0.1:" + port);
        origins = Set.of("http://localhost" + suffix(port), "http://127.0.0.1" + suffix(port));
        headers = headers(port);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        headers.forEach(response.getHeaders()::put);
        String refusal = refusal(request.getHeaders());
        if (refusal == null) {
            return super.handle(request, response, callback);
        }
        response.setStatus(FORBIDDEN);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        Content.Sink.write(response, true, refusal, callback);
        return true;
    }

    /**
     * Why a request is turned away.
     *
     * @param request its header fields
     * @return one line, or null when it may pass
     */
    private String refusal(HttpFields request) {
        // A header that comes twice could be read one way here and another way elsewhere.
        List<String> host = request.getValuesList(HttpHeader.HOST);
        if (host.size() != 1 || !hosts.contains(host.get(0))) {
            return "The panel answers to localhost only.\n";
        }
        List<String> origin = request.getValuesList(HttpHeader.ORIGIN);
        boolean socket = request.contains(HttpHeader.UPGRADE);
        if (origin.isEmpty() ? socket : origin.size() > 1 || !origins.contains(origin.get(0))) {
            return "The panel can be driven by its own page only.\n";
        }
        return null;
    }

    private static String suffix(int port) {
        return port == 80 ? "" : ":" + port;
    }

    private static Map<String, String> headers(int port) {
        // Browsers older than the third level of the policy do not count a socket as 'self', so it is named as well.
        String sockets = "'self' ws://localhost" + suffix(port) + " ws://127.0.0.1" + suffix(port);
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; connect-src "
                        + sockets
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
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
