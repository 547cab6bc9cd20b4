package dev.whiteboard.chat.socket;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.chat.live.DatabaseTime;
import dev.whiteboard.chat.live.Outlets;
import dev.whiteboard.chat.presence.Presence;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.security.AccessTokens;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.TokenCheck;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Says of every connection who it is, and of every frame who has to deal with it. */
@Component
class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final AccessTokens tokens;
    private final Outlets outlets;
    private final Presence presence;
    private final Conversing conversing;
    private final Attachments attachments;
    private final Synchronisation synchronisation;
    private final DatabaseTime time;
    private final SecureRandom random = new SecureRandom();

    Switchboard(AccessTokens tokens, Outlets outlets, Presence presence, Conversing conversing,
            Attachments attachments, Synchronisation synchronisation, DatabaseTime time) {
        this.tokens = tokens;
        this.outlets = outlets;
        this.presence = presence;
        this.conversing = conversing;
        this.attachments = attachments;
        this.synchronisation = synchronisation;
        this.time = time;
    }

    /** Unique among all nodes, and never 0. */
    long nextConnectionId() {
        return random.nextLong() | 1;
    }

    long millis() {
        return time.millis();
    }

    CompletionStage<TokenCheck> check(String token) {
        return tokens.check(token);
    }

    /** The token is good: from now on this is a socket of its user. */
    void admit(ChatConnection connection, Caller caller, @Nullable String device) {
        OptionalLong user = Ids.USER.parse(caller.userId());
        if (user.isEmpty() || (connection.authenticated() && connection.userId() != user.getAsLong())) {
            connection.error(ErrorCode.INVALID_TOKEN, user.isEmpty() ? "not a user's token" : "another user's token");
            connection.close(CloseCodes.UNAUTHENTICATED, "not a token for this connection");
            return;
        }
        String onDevice = Optional.ofNullable(device).or(() -> Optional.ofNullable(caller.sessionId()))
                .orElse("default");
        if (connection.admit(caller, user.getAsLong(), onDevice, time.millis()) && outlets.add(connection)) {
            presence.arrived(connection.userId());
        }
    }

    void leave(ChatConnection connection) {
        conversing.left(connection);
        if (connection.authenticated() && outlets.remove(connection)) {
            presence.left(connection.userId());
        }
    }

    void receive(ChatConnection connection, byte[] text) {
        if (!connection.waits()) {
            read(connection, text);
        } else if (!connection.keep(text)) {
            refuse(connection, text, ErrorCode.SERVICE_UNAVAILABLE, "too much waits here; send it again");
        }
    }

    private void read(ChatConnection connection, byte[] text) {
        ObjectNode tree;
        try {
            tree = FrameReader.tree(text);
        } catch (Fault unreadable) {
            refuse(connection, null, unreadable);
            return;
        }
        attempt(connection, tree, () -> handle(connection, tree, FrameReader.read(tree)));
    }

    private static void attempt(ChatConnection connection, ObjectNode tree, Runnable work) {
        try {
            work.run();
        } catch (Fault fault) {
            refuse(connection, tree, fault);
        } catch (RuntimeException e) {
            LOG.error("a frame could not be handled", e);
            refuse(connection, tree, new Fault(ErrorCode.INTERNAL_ERROR, "this frame could not be handled"));
        }
    }

    /** While somebody is asked, what the client sends waits, so that its frames keep their order. No answer is null. */
    private <T> void meanwhile(ChatConnection connection, CompletionStage<T> asked, Consumer<@Nullable T> then) {
        connection.hold();
        var _ = asked.whenComplete((answer, failure) -> connection.onOwner(() -> {
            then.accept(failure == null ? answer : null);
            connection.release().forEach(text -> receive(connection, text));
        }));
    }

    /** Refuses a frame unread, but by its name. */
    void refuse(ChatConnection connection, byte[] text, ErrorCode code, String message) {
        ObjectNode tree = null;
        try {
            tree = FrameReader.tree(text);
        } catch (Fault unreadable) {
            // it is refused anyway
        }
        refuse(connection, tree, new Fault(code, message));
    }

    private static void refuse(ChatConnection connection, @Nullable ObjectNode tree, Fault fault) {
        connection.send(ServerFrame.Error.about(fault.code(), String.valueOf(fault.getMessage()), fault.field(),
                tree == null ? null : FrameReader.clientMsgId(tree), null));
    }

    private void handle(ChatConnection connection, ObjectNode tree, ClientFrame frame) {
        if (frame instanceof ClientFrame.Auth(String token)) {
            authenticate(connection, token);
            return;
        }
        if (frame instanceof ClientFrame.Ping) {
            connection.send(new ServerFrame.Pong("pong"));
            return;
        }
        if (!connection.authenticated()) {
            throw new Fault(ErrorCode.UNAUTHENTICATED, "the first frame is auth");
        }
        switch (frame) {
            case ClientFrame.SendMessage message -> send(connection, tree, message);
            case ClientFrame.Delivered(String conversation, long seq) ->
                conversing.receipt(connection, conversation, seq, false);
            case ClientFrame.Read(String conversation, long seq) ->
                conversing.receipt(connection, conversation, seq, true);
            case ClientFrame.Typing typing -> conversing.typing(connection, typing);
            case ClientFrame.Sync sync -> sync(connection, sync);
            case ClientFrame.WatchPresence watch -> conversing.watch(connection, watch);
            case ClientFrame.Auth _,ClientFrame.Ping _ -> throw new IllegalStateException("handled before");
        }
    }

    private void authenticate(ChatConnection connection, String token) {
        meanwhile(connection, tokens.check(token), check -> {
            switch (check) {
                case TokenCheck.Valid(Caller caller) -> admit(connection, caller, null);
                case TokenCheck.Invalid(String reason) -> {
                    connection.error(ErrorCode.INVALID_TOKEN, reason);
                    connection.close(CloseCodes.UNAUTHENTICATED, "the token is not good");
                }
                case null, default -> connection.error(ErrorCode.SERVICE_UNAVAILABLE, "tokens cannot be checked now");
            }
        });
    }

    private void send(ChatConnection connection, ObjectNode tree, ClientFrame.SendMessage message) {
        conversing.check(message);
        String mediaId = message.mediaId();
        if (mediaId == null) {
            conversing.send(connection, message);
            return;
        }
        meanwhile(connection, attachments.judge(connection.userId(), mediaId),
                verdict -> attempt(connection, tree, () -> {
                    Attachments.requireGood(verdict);
                    conversing.send(connection, message);
                }));
    }

    private void sync(ChatConnection connection, ClientFrame.Sync frame) {
        SyncRequest request = SyncRequest.of(connection.userId(), frame);
        if (!connection.beginCatchup(request.catchup())) {
            throw new Fault(ErrorCode.REQUEST_IN_PROGRESS, "this connection is being synchronised");
        }
        synchronisation.start(connection, request);
    }
}
