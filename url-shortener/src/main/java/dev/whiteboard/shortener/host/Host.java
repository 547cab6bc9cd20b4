package dev.whiteboard.shortener.host;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of a web address in its one canonical spelling: lower case, international names in ASCII (RFC 3490), no dot
 * at the end, numeric addresses only as browsers print them. Two spellings of one host are equal here, so a comparison
 * cannot be tricked.
 */
public record Host(String text) {
    private static final Pattern LABEL = Pattern.compile("(?!-)[a-z0-9_-]{1,63}(?<!-)");
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");
    private static final Pattern IPV4 = Pattern
            .compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]{2,45}]");
    private static final int LONGEST = 253;

    /** @return nothing if no browser would find such a host, or if it is a number in disguise ({@code 0x7f.1}) */
    public static Optional<Host> parse(String written) {
        if (written.startsWith("[")) {
            return IPV6.matcher(written).matches() ? ipv6(written) : Optional.empty();
        }
        return ascii(written).map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .filter(Host::wellFormed).map(Host::new);
    }

    /** The host of an address that was checked: absolute, without a user name. */
    public static Optional<Host> of(String url) {
        int from = url.indexOf("//") + 2;
        int end = from;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int port = url.lastIndexOf(':', end - 1);
        boolean hasPort = port > from && port > url.lastIndexOf(']', end - 1);
        return parse(url.substring(from, hasPort ? port : end));
    }

    /** Whether the name can only mean the machine it is used on. */
    public boolean loopback() {
        return text.equals("localhost") || text.endsWith(".localhost") || text.equals("0.0.0.0") || text.equals("[::]")
                || (IPV4.matcher(text).matches() && text.startsWith("127.")) || text.equals("[::1]");
    }

    /** A name, not an address. */
    public boolean isName() {
        return !text.startsWith("[") && !IPV4.matcher(text).matches();
    }

    public Network network() {
        return Network.of(text);
    }

    private static boolean wellFormed(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        if (NUMERIC.matcher(name).matches()) {
            return IPV4.matcher(name).matches();
        }
        for (String label : name.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> ascii(String written) {
        try {
            return Optional.of(IDN.toASCII(written).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAName) {
            return Optional.empty();
        }
    }

    /** A literal in brackets is read without asking any name server; an IPv4 address in IPv6 clothes comes out as IPv4. */
    private static Optional<Host> ipv6(String written) {
        try {
            InetAddress address = InetAddress.getByName(written);
            String plain = address.getHostAddress();
            boolean unspecified = address.isAnyLocalAddress();
            boolean loopback = address.isLoopbackAddress();
            if (plain.indexOf(':') < 0) {
                return Optional.of(new Host(plain));
            }
            return Optional.of(new Host(unspecified ? "[::]" : loopback ? "[::1]" : "[" + plain + "]"));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
