package dev.whiteboard.shortener.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.shortener.host.Host;
import dev.whiteboard.shortener.host.Network;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a link leads: an absolute http or https address of ASCII characters only, fit for a {@code Location} header.
 *
 * <p>
 * What a URI may hold (RFC 3986) is kept letter for letter. Otherwise the host becomes its ASCII form and every other
 * character is percent-encoded as UTF-8, which is what a browser does with it.
 */
record TargetUrl(String text) {
    static final String FIELD = "long_url";
    static final int LONGEST = 2_048;

    private static final Pattern SHAPE = Pattern
            .compile("(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):(?://(?<authority>[^/?#]*))?(?<rest>.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(?<host>\\[[^]]*]|[^:\\[\\]]+)(?::(?<port>[0-9]{0,5}))?");
    /** Persian and Indic words are spelled with these two. */
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    static Checked<TargetUrl> check(String sent, PublicAddress ours) {
        if (sent.length() > LONGEST) {
            return Checked.refused(FIELD, "must be at most 2,048 characters");
        }
        if (sent.codePoints().anyMatch(TargetUrl::unprintable)) {
            return Checked.refused(FIELD, "must not contain spaces, control or invisible characters, or \\");
        }
        Matcher parts = SHAPE.matcher(sent);
        if (!parts.matches() || !web(parts.group("scheme"))) {
            return Checked.refused(FIELD, "must be an absolute http or https address");
        }
        String authority = Optional.ofNullable(parts.group("authority")).orElse("");
        if (authority.indexOf('@') >= 0) {
            return Checked.refused(FIELD, "must not contain a user name or password");
        }
        Matcher place = AUTHORITY.matcher(authority);
        Optional<Host> host = place.matches() ? Host.parse(place.group("host")) : Optional.empty();
        if (host.isEmpty()) {
            return Checked.refused(FIELD, "must name a host");
        }
        int port = port(place.group("port"), parts.group("scheme"));
        if (port < 1 || port > 65_535) {
            return Checked.refused(FIELD, "must name a port between 1 and 65535, or none");
        }
        if (ours.covers(host.get(), port)) {
            return Checked.refused(FIELD, "must not lead back to this service");
        }
        Network network = host.get().network();
        if (network == Network.NEVER || (network == Network.PRIVATE && ours.onPublicNetwork())) {
            return Checked.refused(FIELD, "must lead to a place that everybody can reach");
        }
        return fitting(sent, parts, place, host.get());
    }

    private static Checked<TargetUrl> fitting(String sent, Matcher parts, Matcher place, Host host) {
        String rest = parts.group("rest");
        String encoded = encode(rest);
        String authority = ascii(place.group()) ? place.group() : host.text() + portSuffix(place.group("port"));
        String url = parts.group("scheme") + "://" + authority + encoded;
        if (url.length() > LONGEST) {
            return Checked.refused(FIELD, "must be at most 2,048 characters once encoded");
        }
        return Checked.accepted(new TargetUrl(url.equals(sent) ? sent : url));
    }

    private static boolean web(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }

    private static int port(String written, String scheme) {
        if (written == null || written.isEmpty()) {
            return scheme.equalsIgnoreCase("https") ? 443 : 80;
        }
        return Integer.parseInt(written);
    }

    private static String portSuffix(String port) {
        return port == null || port.isEmpty() ? "" : ":" + port;
    }

    /** White space, controls, formats such as a right-to-left override, half a surrogate pair; and the backslash, which browsers read as a slash. */
    private static boolean unprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT -> character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER;
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
                true;
            default -> character == '\\';
        };
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private static String encode(String rest) {
        StringBuilder encoded = new StringBuilder(rest.length() + 16);
        rest.codePoints().forEach(character -> {
            if (character < 0x80 && (Character.isLetterOrDigit(character) || ALLOWED.indexOf(character) >= 0)) {
                encoded.append((char) character);
            } else {
                for (byte octet : Character.toString(character).getBytes(UTF_8)) {
                    encoded.append('%').append(String.format("%02X", octet & 0xFF));
                }
            }
        });
        return encoded.toString();
    }
}
