package org.lilt.host.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Styles and scripts of the page, read from the jar, and the policy that allows these and nothing else: each is known by its hash, so that no
 * script can run that came in by a tune. Without abcjs, which a build without npm lacks, there is no script at all.
 */
final class Assets {
    private final String style = read("/panel/theme.css") + read("/report/report.css");
    /** abcjs, and what calls it; null when the jar lacks it. */
    private final String abcjs = Assets.class.getResource("/panel/abcjs.js") == null ? null : read("/panel/abcjs.js");

    /** The panel's module for drawing and the page's own, in one, because nothing can be imported into a page that is alone. */
    private final String script = read("/panel/notation.js").replaceAll("(?m)^export ", "") + read("/report/report.js");

    String style() {
        return style;
    }

    Optional<String> licence() {
        return abcjs == null ? Optional.empty() : Optional.of(read("/panel/abcjs.LICENSE"));
    }

    void scripts(Html html) {
        if (abcjs != null) {
            html.verbatim("script", abcjs).verbatim("script", script, "type", "module");
        }
    }

    String policy() {
        return "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src " + hash(style)
                + (abcjs == null
                        ? ""
                        : "; script-src " + hash(abcjs) + " " + hash(script)
                                + "; require-trusted-types-for 'script'; trusted-types default");
    }

    private static String hash(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            // A browser hashes what it has parsed, and parsing leaves no carriage return.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
