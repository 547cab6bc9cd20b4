package dev.whiteboard.shortener.link;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where short links live. A link to a short link would be a loop, or a chain that hides where it ends, so neither is made. */
final class PublicAddress {
    private final String url;
    private final Host host;
    private final Set<Integer> ports;

    /** @param ports every port on which this platform answers, for loopback spellings of our own host */
    PublicAddress(String publicUrl, Set<Integer> ports) {
        this.url = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        this.host = Optional.ofNullable(URI.create(publicUrl).getHost()).flatMap(Host::parse)
                .orElseThrow(() -> new IllegalArgumentException("PUBLIC_URL has no host: " + publicUrl));
        this.ports = Set.copyOf(ports);
    }

    String shortUrl(String key) {
        return url + "/" + key;
    }

    /** Our own name with any port, with or without {@code www.}; and, on a development machine, this machine by another name. */
    boolean covers(Host other, int port) {
        return bare(other).equals(bare(host)) || (host.loopback() && other.loopback() && ports.contains(port));
    }

    private static String bare(Host host) {
        return host.text().startsWith("www.") ? host.text().substring("www.".length()) : host.text();
    }
}
