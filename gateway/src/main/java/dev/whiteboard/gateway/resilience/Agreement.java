package dev.whiteboard.gateway.resilience;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.web.server.ServerWebExchange;

/**
 * A replica's consent to a call that lasts: a socket is judged by its handshake, not by its end. Otherwise the few trials
 * of a breaker that is half open would be held by the first sockets for as long as these live.
 */
public final class Agreement {
    private static final String ATTRIBUTE = Agreement.class.getName();

    private final Replica replica;
    private final long started;
    private final AtomicBoolean reached = new AtomicBoolean();

    private Agreement(Replica replica, long started) {
        this.replica = replica;
        this.started = started;
    }

    static Agreement expected(ServerWebExchange exchange, Replica replica, long started) {
        Agreement agreement = new Agreement(replica, started);
        exchange.getAttributes().put(ATTRIBUTE, agreement);
        return agreement;
    }

    /** The one that the call of this exchange waits for. */
    public static Agreement of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    /** Called when the replica has taken the call. */
    public void reach() {
        if (reached.compareAndSet(false, true)) {
            replica.agreed(started);
        }
    }

    boolean isReached() {
        return reached.get();
    }
}
