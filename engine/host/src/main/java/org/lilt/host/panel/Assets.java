package org.lilt.host.panel;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of the page, read from the jar once. Each is served under its own name and nothing else is: no path of a request is ever
 * turned into the name of a file.
 */
final class Assets {
    /** Path of the request, file in the jar, media type. */
    private static final String[][] FILES = {
        {"/", "index.html", "text/html;charset=utf-8"},
        {"/theme.css", "theme.css", "text/css;charset=utf-8"},
        {"/panel.css", "panel.css", "text/css;charset=utf-8"},
        {"/panel.js", "panel.js", "text/javascript;charset=utf-8"},
        {"/dom.js", "dom.js", "text/javascript;charset=utf-8"},
        {"/roll.js", "roll.js", "text/javascript;charset=utf-8"},
        {"/arrange.js", "arrange.js", "text/javascript;charset=utf-8"},
        {"/heard.js", "heard.js", "text/javascript;charset=utf-8"},
        {"/learn.js", "learn.js", "text/javascript;charset=utf-8"},
        {"/tune.js", "tune.js", "text/javascript;charset=utf-8"},
        {"/tape.js", "tape.js", "text/javascript;charset=utf-8"},
        {"/meters.js", "meters.js", "text/javascript;charset=utf-8"},
        {"/connection.js", "connection.js", "text/javascript;charset=utf-8"},
        {"/notation.js", "notation.js", "text/javascript;charset=utf-8"},
        {"/parameters.js", "parameters.js", "text/javascript;charset=utf-8"},
        {"/status.js", "status.js", "text/javascript;charset=utf-8"},
        {"/phone.js", "phone.js", "text/javascript;charset=utf-8"},
        {"/tunes.js", "tunes.js", "text/javascript;charset=utf-8"},
        {"/icon.svg", "icon.svg", "image/svg+xml"},
    };

    /** Draws the notation; not in the jar when it was built without npm, and then the page does without. */
    private static final String NOTATION = "abcjs.js";

    private Assets() {}

    /**
     * Reads the files.
     *
     * @return by path of the request
     */
    static Map<String, Asset> load() {
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (String[] file : FILES) {
            assets.put(file[0], new Asset(bytes(file[1]), file[2]));
        }
        if (Assets.class.getResource("/panel/" + NOTATION) != null) {
            assets.put("/" + NOTATION, new Asset(bytes(NOTATION), "text/javascript;charset=utf-8"));
        }
        assets.put("/", page(null));
        return assets;
    }

    /**
     * The page for a browser of this machine, which may invite others.
     *
     * @param invitation what it shows, or null
     */
    static Asset page(Invitation invitation) {
        boolean notation = Assets.class.getResource("/panel/" + NOTATION) != null;
        String page = page(new String(bytes("index.html"), StandardCharsets.UTF_8), notation, invitation);
        return new Asset(page.getBytes(StandardCharsets.UTF_8), FILES[0][2]);
    }

    /** The page as the jar has it, less the script that is not there and what invites where nobody is invited. */
    static String page(String html, boolean notation, Invitation invitation) {
        String page = notation ? html : html.replaceAll("<script src=\"" + NOTATION + "\"[^\n]*\n", "");
        return invitation == null
                ? page.replaceAll("(?s) *<!-- lan -->.*?<!-- /lan -->\n", "")
                : page.replace("ADDRESS-WITH-TOKEN", invitation.url());
    }

    /** The picture of an invitation. */
    static Asset picture(Invitation invitation) {
        return new Asset(invitation.svg().getBytes(StandardCharsets.UTF_8), "image/svg+xml");
    }

    private static byte[] bytes(String file) {
        String resource = "/panel/" + file;
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file. */
    static final class Asset {
        private final byte[] content;
        private final String mediaType;

        private Asset(byte[] content, String mediaType) {
            this.content = content;
            this.mediaType = mediaType;
        }

        /** Answers a request with the file. [the server's threads] */
        void serve(Context context) {
            context.contentType(mediaType).result(content);
        }
    }
}
