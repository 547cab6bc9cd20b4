package dev.whiteboard.limiter.engine.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;

/**
 * A rule as Redis gets it: the beginning of its keys, and its script parameters, written once for the usual cost of 1.
 *
 * <p>
 * A key is {@code limiter:<algorithm>:{<partition>}:<rule>:<client>}. It does not name the rule's version, so a changed
 * rule goes on from what has been used.
 */
final class Encoding {
    private static final int LONGEST_ID = 64;

    private final Algorithm algorithm;
    private final boolean shadow;
    private final String name;
    private final byte[][] single;

    Encoding(Rule rule, int partitions) {
        this.algorithm = rule.key() == KeyKind.GLOBAL ? rule.algorithm().split(partitions) : rule.algorithm();
        this.shadow = rule.shadow();
        this.name = rule.id();
        this.single = encode(1);
    }

    /** The rule's algorithm, with the partition's share of a global limit. */
    Algorithm algorithm() {
        return algorithm;
    }

    String key(int partition, String id) {
        return "limiter:" + algorithm.name() + ":{" + partition + "}:" + name + ':' + shortened(id);
    }

    byte[][] arguments(long cost) {
        return cost == 1 ? single : encode(cost);
    }

    private byte[][] encode(long cost) {
        long[] parameters = algorithm.parameters(Math.min(cost, algorithm.capacity()));
        byte[][] arguments = new byte[2 + parameters.length][];
        arguments[0] = bytes(algorithm.name());
        arguments[1] = bytes(shadow ? "1" : "0");
        for (int i = 0; i < parameters.length; i++) {
            arguments[2 + i] = bytes(Long.toString(parameters[i]));
        }
        return arguments;
    }

    private static String shortened(String id) {
        if (id.length() <= LONGEST_ID) {
            return id;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
