package dev.whiteboard.local.psp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the provider did, and how much of each authorisation is left. A key that it has not forgotten is done once;
 * everything is kept.
 */
final class Book implements AutoCloseable {
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, Done> done = new HashMap<>();
    private final List<Done> all = new ArrayList<>();
    private final Map<String, Authorization> authorizations = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();

    /** An authorisation and what became of its amount. */
    private static final class Authorization {
        private final String source;
        private final long amount;
        private long captured;
        private long refunded;
        private boolean voided;

        Authorization(String source, long amount) {
            this.source = source;
            this.amount = amount;
        }
    }

    /** What a merchant's order led to. */
    sealed interface Outcome {

        /** @param fresh whether it was done now, and not before */
        record Settled(Done done, boolean fresh) implements Outcome {}

        /** The key names another order. */
        record KeyReused() implements Outcome {}
    }

    private Book(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    static Book of(Journal journal, Clock clock) {
        Book book = new Book(journal, clock);
        for (Journal.Line line : journal.recovered()) {
            if (line.order() != null && line.done() != null) {
                book.enter(line.order(), line.done());
            }
            if (line.acknowledged() != null) {
                book.acknowledged.add(line.acknowledged());
            }
        }
        return book;
    }

    /** @param forgetful whether it may have been done before, and is done all the same */
    synchronized Outcome perform(String key, Order order, boolean inABadMood, boolean forgetful) {
        Order before = forgetful ? null : orders.get(key);
        if (before != null) {
            return before.equals(order)
                    ? new Outcome.Settled(find(key).orElseThrow(), false)
                    : new Outcome.KeyReused();
        }
        String id = id(order.type(), orders.containsKey(key) ? key + "/" + all.size() : key);
        String declined = inABadMood && order.type().equals("authorise") ? "do_not_honour" : refusal(order);
        String authorization = order.authorization() == null ? id : order.authorization();
        Done result = new Done(id, key, order.type(), declined == null, declined, authorization, order.amount(),
                order.currency(), order.reference(), clock.instant());
        journal.append(new Journal.Line(order, result, null));
        enter(order, result);
        return new Outcome.Settled(result, true);
    }

    synchronized Optional<Done> find(String key) {
        return Optional.ofNullable(done.get(key));
    }

    synchronized List<Done> all() {
        return List.copyOf(all);
    }

    /** What nobody has acknowledged hearing of. */
    synchronized List<Done> unannounced() {
        List<Done> left = new ArrayList<>(all);
        left.removeIf(each -> acknowledged.contains(each.key()));
        return left;
    }

    /** The token behind an order, whichever operation of its payment it is. */
    synchronized String source(Order order) {
        if (order.source() != null) {
            return order.source();
        }
        Authorization authorization = authorizations.get(order.authorization());
        return authorization == null ? "" : authorization.source;
    }

    private @Nullable String refusal(Order order) {
        Authorization held = authorizations.get(order.authorization() == null ? "" : order.authorization());
        return switch (order.type()) {
            case "authorise" -> "tok_declined".equals(order.source()) ? "card_declined" : null;
            case String _ when held == null -> "no_such_authorization";
            case "capture" -> held.voided || held.captured + order.amount() > held.amount ? "exceeds_authorized" : null;
            case "void" -> held.voided || held.captured > 0 ? "nothing_to_void" : null;
            default -> held.refunded + order.amount() > held.captured ? "exceeds_captured" : null;
        };
    }

    private void enter(Order order, Done result) {
        orders.put(result.key(), order);
        done.put(result.key(), result);
        all.add(result);
        if (!result.succeeded()) {
            return;
        }
        if (order.source() != null) {
            authorizations.put(result.id(), new Authorization(order.source(), order.amount()));
        }
        Authorization held = authorizations.get(result.authorization());
        if (held != null) {
            switch (order.type()) {
                case "capture" -> held.captured += order.amount();
                case "refund" -> held.refunded += order.amount();
                case "void" -> held.voided = true;
                default -> {
                    // an authorisation moves nothing
                }
            }
        }
    }

    private static String id(String type, String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return type.substring(0, 3) + "_" + HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
