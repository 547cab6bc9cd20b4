package dev.whiteboard.chat.socket;

import dev.whiteboard.chat.live.Delivery;
import dev.whiteboard.chat.live.Outlet;
import dev.whiteboard.chat.live.Wire;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.security.Caller;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One open socket. There is one of these for each of many thousand connections, so it holds a few numbers and no timer,
 * thread or buffer of its own. Everything that changes it runs on the thread of its event loop; the methods that others
 * call hop there.
 */
final class ChatConnection implements Outlet {
    private static final int MOST_HELD = 64;
    /** So far may our idea of the database's time be off: better a message from just before than one too few. */
    private static final long CLOCK_DOUBT_MILLIS = 2_000;

    private final Channel channel;
    private final LoopSockets loop;
    private final long connectionId;
    private final Outbound out;
    private final Vitals vitals;
    private final Progress progress = new Progress();
    private long userId;
    private String device = "";
    private long openedAtMillis;
    private @Nullable List<byte[]> held;

    ChatConnection(Channel channel, LoopSockets loop, long connectionId, long nowMillis) {
        this.channel = channel;
        this.loop = loop;
        this.connectionId = connectionId;
        this.out = new Outbound(channel, loop);
        this.vitals = new Vitals(nowMillis, loop.properties());
    }

    @Override
    public long connectionId() {
        return connectionId;
    }

    @Override
    public long userId() {
        return userId;
    }

    @Override
    public Executor owner() {
        return channel.eventLoop();
    }

    String device() {
        return device;
    }

    /** At once, if this is its thread already. */
    void onOwner(Runnable work) {
        if (channel.eventLoop().inEventLoop()) {
            work.run();
        } else {
            owner().execute(work);
        }
    }

    // ---- who it is

    boolean authenticated() {
        return userId != 0;
    }

    /** @return true if this made it the user's socket; a later token only prolongs the stay */
    boolean admit(Caller caller, long user, String onDevice, long databaseMillis) {
        boolean first = userId == 0;
        vitals.tokenGoodUntil(caller.expiresAt().toEpochMilli());
        if (first) {
            userId = user;
            device = onDevice;
            openedAtMillis = databaseMillis - CLOCK_DOUBT_MILLIS;
        }
        return first;
    }

    /** What comes from now on waits for something to be found out. */
    void hold() {
        held = new ArrayList<>();
    }

    boolean waits() {
        return held != null;
    }

    /** @return false if too much waits */
    boolean keep(byte[] text) {
        return held != null && held.size() < MOST_HELD && held.add(text);
    }

    List<byte[]> release() {
        List<byte[]> waited = held == null ? List.of() : held;
        held = null;
        return waited;
    }

    // ---- what it is told

    @Override
    public void deliver(Delivery delivery) {
        switch (progress.arrived(delivery, openedAtMillis)) {
            case SEND -> {
                if (delivery.origin() != connectionId) {
                    out.write(delivery.wire());
                }
            }
            case CATCH_UP -> loop.synchronisation().heal(this,
                    Map.of(delivery.conversationId(), progress.place(delivery.conversationId())));
            case IGNORE -> {}
        }
    }

    @Override
    public void mention(byte[] wire) {
        if (out.keepsUp()) {
            out.write(wire);
        }
    }

    /** From any thread. */
    void send(Object frame) {
        byte[] wire = Wire.text(frame);
        onOwner(() -> out.write(wire));
    }

    void error(ErrorCode code, String message) {
        send(ServerFrame.Error.of(code, message));
    }

    void writable() {
        out.writable();
    }

    // ---- catching up

    /** @return false if it is being caught up already */
    boolean beginCatchup(Catchup begun) {
        return progress.begin(begun);
    }

    /** A page of what it missed. Completes when the client has read most of it, with false when it is gone. */
    CompletableFuture<Boolean> page(long conversation, long reached, List<Delivery> entries) {
        var result = new CompletableFuture<Boolean>();
        owner().execute(() -> {
            if (out.isOpen()) {
                progress.reached(conversation, reached);
                out.write(entries, result);
            } else {
                result.complete(false);
            }
        });
        return result;
    }

    void reached(long conversation, long seq) {
        owner().execute(() -> progress.reached(conversation, seq));
    }

    /** Goes live, with a last word, unless something came meanwhile that has to be read first: then it says what. */
    CompletableFuture<Map<Long, Long>> finishCatchup(Supplier<@Nullable Object> lastWord) {
        var result = new CompletableFuture<Map<Long, Long>>();
        owner().execute(() -> {
            Map<Long, Long> behind = channel.isActive() ? progress.behind() : Map.of();
            if (behind.isEmpty()) {
                progress.live();
                Object frame = lastWord.get();
                if (frame != null) {
                    send(frame);
                }
            }
            result.complete(behind);
        });
        return result;
    }

    void failCatchup(ErrorCode code, String message) {
        owner().execute(() -> {
            progress.live();
            error(code, message);
            close(CloseCodes.TRY_AGAIN, "reconnect and sync");
        });
    }

    // ---- life

    void heard(long nowMillis) {
        vitals.heard(nowMillis);
    }

    /** Looks at what only time brings about; called about twice a second. */
    void tick(long nowMillis) {
        switch (vitals.look(nowMillis, loop.properties())) {
            case TOKEN_OVER -> close(CloseCodes.UNAUTHENTICATED,
                    authenticated() ? "the token has expired" : "no token came in time");
            case SILENT -> out.abandon(CloseCodes.GOING_AWAY, "silent for too long");
            case PING -> out.ping();
            case WELL -> {}
        }
    }

    void close(int code, String reason) {
        out.close(code, reason);
    }

    void gone() {
        out.gone();
    }
}
