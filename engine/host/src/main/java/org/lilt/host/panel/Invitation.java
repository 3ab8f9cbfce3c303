package org.lilt.host.panel;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The address by which another machine of the network opens the panel, for a person to read and for a phone to look at. Whoever has it
 * gets in.
 *
 * @param url with the token
 */
public record Invitation(String url) {
    /** Light modules around the code, without which a camera does not find it. */
    private static final int QUIET = 4;

    /** Fewer of them do for a terminal, which is mostly as dark as the code is light. */
    private static final int QUIET_IN_TEXT = 2;

    /** What is light is drawn, as on a dark terminal: the upper half, the lower, both. */
    private static final String HALVES = " ▀▄█";

    /**
     * An invitation.
     *
     * @param url with the token
     */
    public Invitation {
        Objects.requireNonNull(url);
    }

    /**
     * The QR code in half blocks, two modules a character, light ones drawn in the colour of the text.
     *
     * @return the lines, all of a length
     */
    public List<String> lines() {
        QrCode code = code();
        List<String> lines = new ArrayList<>();
        int end = code.size + QUIET_IN_TEXT;
        for (int y = -QUIET_IN_TEXT; y < end; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = -QUIET_IN_TEXT; x < end; x++) {
                int upper = code.getModule(x, y) ? 0 : 1;
                int lower = code.getModule(x, y + 1) || y + 1 == end ? 0 : 2;
                line.append(HALVES.charAt(upper + lower));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The QR code as a picture, dark on white whatever the colours of the page. */
    String svg() {
        QrCode code = code();
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        int size = code.size + 2 * QUIET;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size
                + "H0z\"/><path d=\""
                + path + "\"/></svg>\n";
    }

    private QrCode code() {
        return QrCode.encodeText(url, QrCode.Ecc.MEDIUM);
    }
}
