package dev.whiteboard.shortener.link;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.whiteboard.shortener.host.Host;
import dev.whiteboard.shortener.host.Network;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where short links live. A link to a short link would be a loop, or a chain that hides where it ends, so neither is made. */
public final class PublicAddress {
    private final String url;
    private final Host host;
    private final Set<Integer> ports;
    private final Set<Host> otherNames;

    /**
     * @param ports every port on which this platform answers, for loopback spellings of our own host
     * @param otherNames further hosts whose links are ours
     */
    PublicAddress(String publicUrl, Set<Integer> ports, Set<String> otherNames) {
        this.url = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        this.host = Optional.ofNullable(URI.create(publicUrl).getHost()).flatMap(Host::parse)
                .orElseThrow(() -> new IllegalArgumentException("PUBLIC_URL has no host: " + publicUrl));
        this.ports = Set.copyOf(ports);
        this.otherNames = otherNames.stream().map(name -> Host.parse(name).map(PublicAddress::bare)
                .orElseThrow(() -> new IllegalArgumentException("not a host: " + name))).collect(toUnmodifiableSet());
    }

    public String shortUrl(String key) {
        return url + "/" + key;
    }

    /** Our own names with any port, with or without {@code www.}; and, on a development machine, this machine by another name. */
    boolean covers(Host other, int port) {
        Host bare = bare(other);
        return bare.equals(bare(host)) || otherNames.contains(bare)
                || (host.loopback() && other.loopback() && ports.contains(port));
    }

    /** Whether everybody can reach us, so that links should lead where everybody can go. */
    boolean onPublicNetwork() {
        return host.network() == Network.PUBLIC;
    }

    private static Host bare(Host host) {
        return host.text().startsWith("www.") ? new Host(host.text().substring("www.".length())) : host;
    }
}
