package dev.whiteboard.gateway.edge;

/**
 * Where a request came from, as far as it can be believed.
 *
 * @param client the address of the nearest machine that is not a trusted proxy
 * @param scheme http or https, as the client used it
 * @param host the host and port that the client asked for
 */
public record Hop(
        String client,
        String scheme,
        String host) {

    public boolean secure() {
        return scheme.equals("https");
    }
}
