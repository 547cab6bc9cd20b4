package dev.whiteboard.gateway.console;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the console's pages need to know of the platform.
 *
 * @param objectStores where presigned addresses lead, {@code S3_PUBLIC_ENDPOINT}: files go there without passing the
 *        gateway, so pages must be allowed to connect to it; empty where there is none
 */
@ConfigurationProperties("gateway.console")
record ConsoleProperties(@DefaultValue List<URI> objectStores) {

    ConsoleProperties {
        objectStores = List.copyOf(objectStores);
        for (URI store : objectStores) {
            if (store.getHost() == null || !List.of("http", "https").contains(store.getScheme())) {
                throw new IllegalArgumentException("gateway.console.object-stores needs http(s) addresses: " + store);
            }
        }
    }

    /** Their origins: an address of theirs without path and query, as a policy names it. */
    List<String> origins() {
        return objectStores.stream()
                .map(store -> store.getScheme() + "://" + store.getHost().toLowerCase(Locale.ROOT)
                        + (store.getPort() < 0 ? "" : ":" + store.getPort()))
                .distinct()
                .toList();
    }
}
