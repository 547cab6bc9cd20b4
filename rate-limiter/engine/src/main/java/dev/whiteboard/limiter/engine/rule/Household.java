package dev.whiteboard.limiter.engine.rule;

import java.net.InetAddress;
import java.util.HexFormat;

/**
 * The part of an address that one client cannot change at will: all of IPv4's, and the first 64 bits of IPv6's, of which a
 * single machine usually holds all the rest.
 */
final class Household {
    private static final int GROUP = 2;
    private static final int GROUPS = 4;

    private Household() {}

    /** The household of an address; whatever is no IPv6 address stays as it is. */
    static String of(String ip) {
        if (ip.indexOf(':') < 0) {
            return ip;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(ip).getAddress();
            return bytes.length > GROUP * GROUPS ? prefix(bytes) : InetAddress.ofLiteral(ip).getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return ip;
        }
    }

    private static String prefix(byte[] bytes) {
        StringBuilder text = new StringBuilder(24);
        for (int i = 0; i < GROUPS; i++) {
            text.append(HexFormat.of().formatHex(bytes, i * GROUP, (i + 1) * GROUP)).append(':');
        }
        return text.append(":/64").toString();
    }
}
