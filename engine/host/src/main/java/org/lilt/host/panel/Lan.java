package org.lilt.host.panel;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The panel's way into the local network: the names under which other machines may ask for it, and the token that they must show. It
 * is drawn anew for each run, comes once by the address and then by a cookie that no script sees and no other site's page sends. IPv4
 * only: what it reaches is mostly the home, where addresses of IPv6 may be reachable from everywhere. [any thread]
 */
final class Lan {
    private static final int TOKEN_BYTES = 24;
    private static final String PARAMETER = "token=";

    /** Networks of containers, of virtual machines and of tunnels, where there is no phone. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("(docker|br-|veth|virbr|lxc|vmnet|vboxnet|tun|tap|wg|utun|ppp|zt|tailscale).*");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9-]{1,63}");

    /** What may become of a request. */
    enum Entry {
        /** It carries the cookie. */
        COOKIE,
        /** It carries the token in its address, which the browser is to forget for the cookie. */
        ADDRESS,
        /** It carries no token. */
        NONE,
        /** It carries another token. */
        WRONG,
        /** There were so many wrong tokens from its address that this one was not looked at. */
        TOO_MANY
    }

    /** Where this machine is. */
    interface Network {
        /**
         * The address of this machine that a phone beside it most likely reaches.
         *
         * @throws IOException when there is none; the message is one line
         */
        InetAddress address() throws IOException;
    }

    /** An address of this machine, and the name of the interface that has it. */
    record Candidate(String name, InetAddress address) {}

    private final String suffix;
    private final Set<String> names;
    private final String token;
    private final String cookie;
    private final Network network;
    private volatile InetAddress address;
    private final Guesses guesses = new Guesses();
    private final LongSupplier nanoTime;

    /**
     * Draws a token.
     *
     * @param port where the panel listens
     * @param network for the invitation
     * @param hostName of this machine, or an empty text
     * @param nanoTime nanoseconds, from any origin
     * @throws IOException when this machine is in no network; the message is one line
     */
    Lan(int port, Network network, String hostName, LongSupplier nanoTime) throws IOException {
        this.network = network;
        address = network.address();
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        suffix = port == 80 ? "" : ":" + port;
        cookie = "lilt-" + port + "="; // cookies know no ports, and there may be two of us
        // Without what follows a dot, which the network may have told us: only this machine answers to such a name.
        String label = hostName.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        names = LABEL.matcher(label).matches() && !label.equals("localhost")
                ? Set.of(label + suffix, label + ".local" + suffix)
                : Set.of();
        this.nanoTime = nanoTime;
    }

    /** What to show to those who may come in: by the address that this machine has now, or while it has none by the last one. */
    Invitation invitation() {
        try {
            address = network.address();
        } catch (IOException e) {
            // The network is away; it mostly comes back as it was.
        }
        return new Invitation("http://" + address.getHostAddress() + suffix + "/?" + PARAMETER + token);
    }

    /**
     * Whether a request names us: by the address to which it came, or by the name of this machine.
     *
     * @param host the {@code Host} that it says
     * @param to the address of ours to which it came
     */
    boolean isNamed(String host, InetAddress to) {
        return host.equals(to.getHostAddress() + suffix) || names.contains(host);
    }

    /**
     * Looks for the token.
     *
     * @param from who asks
     * @param headers of the request
     * @param query of the address of the page, or null where it has none or where another thing is asked for
     */
    Entry entry(InetAddress from, HttpFields headers, String query) {
        boolean byAddress = query != null && query.startsWith(PARAMETER);
        List<String> shown = byAddress ? List.of(query.substring(PARAMETER.length())) : cookies(headers);
        if (shown.isEmpty()) {
            return Entry.NONE;
        }
        long now = nanoTime.getAsLong();
        if (!guesses.allows(from, now)) {
            return Entry.TOO_MANY;
        }
        if (shown.size() > 1 || !isToken(shown.get(0))) {
            guesses.wrong(from, now);
            return Entry.WRONG;
        }
        return byAddress ? Entry.ADDRESS : Entry.COOKIE;
    }

    /**
     * The cookie that lets in, as it is set: for this browser's requests to this machine, until it is closed. Of those that come from pages elsewhere it goes along
     * with a link that is followed alone, which does nothing but show the page.
     */
    String setCookie() {
        return cookie + token + "; Path=/; HttpOnly; SameSite=Lax";
    }

    private List<String> cookies(HttpFields headers) {
        List<String> found = new ArrayList<>();
        for (HttpField field : headers) {
            if (field.getHeader() == HttpHeader.COOKIE && field.getValue() != null) {
                for (String pair : field.getValue().split(";")) {
                    if (pair.strip().startsWith(cookie)) {
                        found.add(pair.strip().substring(cookie.length()));
                    }
                }
            }
        }
        return found;
    }

    /** Takes as long for one that is nearly right as for any other. */
    private boolean isToken(String shown) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The address of this machine that a phone beside it most likely reaches.
     *
     * @throws IOException when there is none; the message is one line
     */
    static InetAddress address() throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (one.isUp() && !one.isLoopback() && !one.isVirtual()) {
                for (InetAddress address : Collections.list(one.getInetAddresses())) {
                    candidates.add(new Candidate(one.getName(), address));
                }
            }
        }
        InetAddress best = best(candidates);
        if (best == null) {
            throw new IOException("panel: this machine is in no network that --lan could mean");
        }
        return best;
    }

    /** Private addresses before others, tunnels and the like after all, in the order of the system; null when there is none. */
    static InetAddress best(List<Candidate> candidates) {
        return candidates.stream()
                .filter(c -> c.address() instanceof Inet4Address && !c.address().isLoopbackAddress())
                .min(Comparator.comparing(
                                (Candidate c) -> ELSEWHERE.matcher(c.name()).matches())
                        .thenComparing(c -> c.address().isLinkLocalAddress())
                        .thenComparing(c -> !c.address().isSiteLocalAddress()))
                .map(Candidate::address)
                .orElse(null);
    }

    /** What this machine calls itself, or an empty text. */
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
