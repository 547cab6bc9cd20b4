package dev.whiteboard.common.inbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;

/**
 * The operator's commands for what this service could not handle. They need the role admin; the gateway does not route
 * them, because every service has its own.
 */
@RestController
@RequestMapping("/admin/events")
class EventsController {
    private static final int PAGE = 100;

    private final Map<String, Subscription<?>> subscriptions;
    private final ParkedTables parked;
    private final ParkedRetries retries;
    private final DeadLetterReplay replay;
    private final TransactionOperations transactions;

    EventsController(Map<String, Subscription<?>> subscriptions, ParkedTables parked, ParkedRetries retries,
            DeadLetterReplay replay, TransactionOperations transactions) {
        this.subscriptions = subscriptions;
        this.parked = parked;
        this.retries = retries;
        this.replay = replay;
        this.transactions = transactions;
    }

    /** The parked keys, oldest first; {@code after} is the id of the last one seen. */
    @GetMapping("/parked")
    Map<String, List<ParkedKey>> parked(@RequestParam @Nullable String consumer,
            @RequestParam(defaultValue = "0") long after) {
        return Map.of("data", parked.list(consumer, after, PAGE));
    }

    /** Tries a parked key now. */
    @PostMapping("/parked/{id}/retry")
    Map<String, Boolean> retry(@PathVariable long id) {
        found(parked.dueNow(id));
        return Map.of("due", true);
    }

    /** Gives up the first record of a parked key; what waits behind it goes on. */
    @PostMapping("/parked/{id}/give-up")
    Map<String, Boolean> giveUp(@PathVariable long id) {
        Boolean buried = transactions.execute(_ -> parked.takeTurn(id)
                .map(key -> retries.buryFirst(id, subscription(key.consumer()), "given up after: " + key.error()))
                .orElse(false));
        found(Boolean.TRUE.equals(buried));
        return Map.of("given_up", true);
    }

    /** Brings the consumer's dead letters back. */
    @PostMapping("/dead-letters/{consumer}/replay")
    Map<String, Integer> replay(@PathVariable String consumer) {
        return Map.of("replayed", replay.replay(subscription(consumer)));
    }

    private Subscription<?> subscription(String consumer) {
        return Optional.<Subscription<?>>ofNullable(subscriptions.get(consumer))
                .orElseThrow(() -> notFound("this service has no such consumer"));
    }

    private static void found(boolean found) {
        if (!found) {
            throw notFound("nothing is parked under this id, or it is being tried right now");
        }
    }

    private static ProblemException notFound(String message) {
        return Problem.of(ErrorCode.NOT_FOUND, message).asException();
    }
}
