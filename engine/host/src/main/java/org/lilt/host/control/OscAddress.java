package org.lilt.host.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Reads {@code [HOST:]PORT}; without a host it is this machine alone. */
public final class OscAddress {
    private static final int LAST_PORT = 65_535;

    private OscAddress() {}

    /**
     * Reads an address.
     *
     * @param text such as {@code 9000}, {@code 0.0.0.0:9000} or {@code [::1]:9000}
     * @return the address
     * @throws IOException when it is none; one line
     */
    public static InetSocketAddress parse(String text) throws IOException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT || colon == 0) {
            throw new IOException("'" + text + "' is not like 9000 or 192.168.1.5:9000");
        }
        try {
            InetAddress address = host.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
            return new InetSocketAddress(address, Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new IOException(text + ": no machine of this name", e);
        }
    }
}
