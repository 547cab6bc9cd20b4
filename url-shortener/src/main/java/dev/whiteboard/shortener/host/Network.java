package dev.whiteboard.shortener.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.util.NetUtil;
import java.util.List;

/** Who can reach a host. Decided by its name alone: what a name server says about it now, it need not say tomorrow. */
public enum Network {
    /** Everybody. */
    PUBLIC,
    /** Who is on the same machine or in the same house. */
    PRIVATE,
    /** Nobody who follows a link in good faith: link-local addresses, where clouds keep their machines' secrets, multicast, nonsense. */
    NEVER;

    private static final List<Range> NEVER_V4 = List.of(Range.of("0.0.0.0", 8), Range.of("169.254.0.0", 16),
            Range.of("224.0.0.0", 4), Range.of("240.0.0.0", 4));
    private static final List<Range> PRIVATE_V4 = List.of(Range.of("10.0.0.0", 8), Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8), Range.of("172.16.0.0", 12), Range.of("192.168.0.0", 16),
            Range.of("198.18.0.0", 15));
    private static final List<Range> NEVER_V6 = List.of(Range.of("::", 128), Range.of("fe80::", 10),
            Range.of("ff00::", 8), Range.of("fd00:ec2::254", 128));
    private static final List<Range> PRIVATE_V6 = List.of(Range.of("::1", 128), Range.of("fc00::", 7),
            Range.of("fec0::", 10));
    /** Prefixes behind which an IPv4 address is written, and where: NAT64 (RFC 6052), 6to4 (RFC 3056), "compatible" ones. */
    private static final Range NAT64 = Range.of("64:ff9b::", 96);
    private static final Range SIX_TO_FOUR = Range.of("2002::", 16);
    private static final Range COMPATIBLE = Range.of("::", 96);
    private static final List<String> NEVER_NAMES = List.of("metadata.google.internal", "metadata.goog");
    private static final List<String> PRIVATE_NAMES = List.of("localhost", "local", "internal", "home.arpa");

    /** @param host as {@link Host} spells it */
    static Network of(String host) {
        if (host.startsWith("[")) {
            return ofAddress(host.substring(1, host.length() - 1));
        }
        if (NetUtil.isValidIpV4Address(host)) {
            return ofAddress(host);
        }
        return isIn(host, NEVER_NAMES) ? NEVER : isIn(host, PRIVATE_NAMES) ? PRIVATE : PUBLIC;
    }

    private static boolean isIn(String host, List<String> domains) {
        return domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static Network ofAddress(String text) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(text);
        if (address == null) {
            throw new IllegalArgumentException("no address: " + new String(text.getBytes(US_ASCII), US_ASCII));
        }
        if (address.length == 4) {
            return among(address, NEVER_V4, PRIVATE_V4);
        }
        Network own = among(address, NEVER_V6, PRIVATE_V6);
        if (own != PUBLIC) {
            return own;
        }
        if (NAT64.holds(address) || COMPATIBLE.holds(address)) {
            return among(part(address, 12), NEVER_V4, PRIVATE_V4);
        }
        return SIX_TO_FOUR.holds(address) ? among(part(address, 2), NEVER_V4, PRIVATE_V4) : PUBLIC;
    }

    private static byte[] part(byte[] address, int from) {
        return java.util.Arrays.copyOfRange(address, from, from + 4);
    }

    private static Network among(byte[] address, List<Range> never, List<Range> within) {
        if (never.stream().anyMatch(range -> range.holds(address))) {
            return NEVER;
        }
        return within.stream().anyMatch(range -> range.holds(address)) ? PRIVATE : PUBLIC;
    }

    /** All addresses that begin with the same bits. */
    private record Range(byte[] prefix, int bits) {
        static Range of(String address, int bits) {
            return new Range(java.util.Objects.requireNonNull(NetUtil.createByteArrayFromIpAddressString(address)),
                    bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                if (((prefix[bit / 8] ^ address[bit / 8]) >>> (7 - bit % 8) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
