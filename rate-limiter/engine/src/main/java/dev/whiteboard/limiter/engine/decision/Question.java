package dev.whiteboard.limiter.engine.decision;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Look;
import dev.whiteboard.limiter.engine.redis.Script;
import dev.whiteboard.limiter.engine.rule.Bound;

/** One request's layers, on their way to Redis and back. */
final class Question {
    private static final byte[] TAKE = {'1'};
    private static final byte[] PEEK = {'0'};
    private static final int FIXED = 3;
    private static final int EACH = 2 + Algorithm.PARAMETERS;

    private final List<Bound> bounds;
    private final Encoding[] encodings;
    private final String[] keys;
    private final long cost;

    Question(ActiveRules rules, List<Bound> bounds, int partition, long cost) {
        this.bounds = bounds;
        this.cost = cost;
        this.encodings = new Encoding[bounds.size()];
        this.keys = new String[bounds.size()];
        for (int i = 0; i < encodings.length; i++) {
            Bound bound = bounds.get(i);
            encodings[i] = rules.encoding(bound.rule());
            keys[i] = encodings[i].key(partition, bound.id());
        }
    }

    List<Bound> bounds() {
        return bounds;
    }

    long cost() {
        return cost;
    }

    String key(int layer) {
        return keys[layer];
    }

    Algorithm algorithm(int layer) {
        return encodings[layer].algorithm();
    }

    Script script() {
        if (encodings.length == 1) {
            return Script.deciding(Set.of(encodings[0].algorithm().name()));
        }
        Set<String> names = HashSet.newHashSet(encodings.length);
        for (Encoding encoding : encodings) {
            names.add(encoding.algorithm().name());
        }
        return Script.deciding(names);
    }

    byte[][] keys() {
        byte[][] encoded = new byte[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            encoded[i] = Encoding.bytes(keys[i]);
        }
        return encoded;
    }

    byte[][] arguments(byte[] clock, boolean take) {
        byte[][] arguments = new byte[FIXED + encodings.length * EACH][];
        arguments[0] = clock;
        arguments[1] = Encoding.bytes(Long.toString(cost));
        arguments[2] = take ? TAKE : PEEK;
        for (int i = 0; i < encodings.length; i++) {
            System.arraycopy(encodings[i].arguments(cost), 0, arguments, FIXED + i * EACH, EACH);
        }
        return arguments;
    }

    /** What Redis answered, put into words. */
    Decision decision(byte[] answer) {
        Numbers numbers = new Numbers(answer);
        long now = numbers.next();
        boolean admitted = numbers.next() == 1;
        Layer[] layers = new Layer[encodings.length];
        for (int i = 0; i < layers.length; i++) {
            Look look = new Look(now, numbers.next() == 1, numbers.next(), numbers.next(), numbers.next());
            layers[i] = new Layer(bounds.get(i), look.fits(), algorithm(i).standing(look, cost), Mode.EXACT);
        }
        return new Decision(admitted, Mode.EXACT, now, List.of(layers));
    }
}
