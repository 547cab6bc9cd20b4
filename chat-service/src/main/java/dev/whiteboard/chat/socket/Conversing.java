package dev.whiteboard.chat.socket;

import dev.whiteboard.chat.conversation.Members;
import dev.whiteboard.chat.conversation.Memberships;
import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.chat.live.Ephemeral;
import dev.whiteboard.chat.live.Feeds;
import dev.whiteboard.chat.live.Wire;
import dev.whiteboard.chat.log.Appended;
import dev.whiteboard.chat.log.ConversationLog;
import dev.whiteboard.chat.log.Draft;
import dev.whiteboard.chat.log.Entry;
import dev.whiteboard.chat.log.MessageText;
import dev.whiteboard.chat.presence.Presence;
import dev.whiteboard.chat.receipt.Receipts;
import dev.whiteboard.common.id.IdsUnavailable;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.ErrorCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What members of a conversation do to each other through their sockets. */
@Component
class Conversing {
    private static final Logger LOG = LoggerFactory.getLogger(Conversing.class);
    private static final int MOST_WATCHED = 1_000;

    private final ConversationLog log;
    private final SnowflakeGenerator ids;
    private final Memberships memberships;
    private final Feeds feeds;
    private final Receipts receipts;
    private final Presence presence;
    private final Executor background = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("member-", 0).factory());

    Conversing(ConversationLog log, SnowflakeGenerator ids, Memberships memberships, Feeds feeds,
            Receipts receipts, Presence presence) {
        this.log = log;
        this.ids = ids;
        this.memberships = memberships;
        this.feeds = feeds;
        this.receipts = receipts;
        this.presence = presence;
    }

    /** What can be said of a message without asking anybody. */
    void check(ClientFrame.SendMessage message) {
        MessageText.faultOfName(message.clientMsgId())
                .or(() -> MessageText.fault(message.content(), message.contentType(), message.mediaId()))
                .ifPresent(fault -> {
                    throw new Fault(ErrorCode.VALIDATION_ERROR, fault.message(), fault.field());
                });
    }

    void send(ChatConnection connection, ClientFrame.SendMessage message) {
        check(message);
        Long replyTo = message.replyTo() == null ? null : message(message.replyTo());
        var draft = new Draft(conversation(message.conversationId()), connection.userId(), message.clientMsgId(),
                nextId(), Entry.Kind.MESSAGE, message.content(), message.contentType(), message.mediaId(), replyTo,
                null);
        boolean taken = log.append(draft, connection.connectionId(), result -> tell(connection, draft, result));
        if (!taken) {
            throw new Fault(ErrorCode.SERVICE_UNAVAILABLE, "too much is waiting to be written; send it again");
        }
    }

    private long nextId() {
        try {
            return ids.next();
        } catch (IdsUnavailable e) {
            throw new Fault(ErrorCode.SERVICE_UNAVAILABLE, "nothing can be written now; send it again");
        }
    }

    private static void tell(ChatConnection connection, Draft draft, Appended result) {
        connection.send(switch (result) {
            case Appended.Written(Entry entry) -> ServerFrame.MessageAck.of(draft.clientMsgId(), entry);
            case Appended.Repeated(Entry entry) -> ServerFrame.MessageAck.of(draft.clientMsgId(), entry);
            case Appended.Refused(Appended.Reason reason) -> error(draft, code(reason), reason.message());
            case Appended.InDoubt _ -> error(draft, ErrorCode.SERVICE_UNAVAILABLE,
                    "it is not known whether this was written; send it again under the same client_msg_id");
        });
    }

    private static ServerFrame error(Draft draft, ErrorCode code, String message) {
        return ServerFrame.Error.about(code, message, null, draft.clientMsgId(),
                Ids.CONVERSATION.text(draft.conversationId()));
    }

    private static ErrorCode code(Appended.Reason reason) {
        return switch (reason) {
            case NOT_A_MEMBER, BLOCKED, NOT_THE_SENDER -> ErrorCode.FORBIDDEN;
            case NO_SUCH_MESSAGE -> ErrorCode.NOT_FOUND;
            case DELETED -> ErrorCode.GONE;
            case NAME_REUSED -> ErrorCode.IDEMPOTENCY_KEY_REUSED;
        };
    }

    /** Told to the other members if the one who types is one of them; lost if anything is in the way. */
    void typing(ChatConnection connection, ClientFrame.Typing typing) {
        long conversation = conversation(typing.conversationId());
        ifMember(connection, conversation, () -> {
            byte[] wire = Wire.text(new ServerFrame.Typing("typing", typing.conversationId(),
                    Ids.USER.text(connection.userId()), typing.status()));
            feeds.mention(new Ephemeral(conversation, 0, connection.userId(), 0, 0, wire));
        });
    }

    /** How far a device has come; beyond the end of the log is the end of the log. */
    void receipt(ChatConnection connection, String conversationId, long seq, boolean read) {
        if (seq < 1) {
            throw new Fault(ErrorCode.VALIDATION_ERROR, "sequences start at 1", "seq");
        }
        long conversation = conversation(conversationId);
        Runnable note = () -> receipts.note(conversation, connection.userId(), connection.device(), seq, read);
        Members known = memberships.known(conversation, 0);
        if (known != null && known.contains(connection.userId())) {
            note.run(); // if the copy is too old: what is written is written for members only
        } else {
            ifMember(connection, conversation, note);
        }
    }

    private void ifMember(ChatConnection connection, long conversation, Runnable work) {
        background.execute(() -> {
            try {
                if (memberships.young(conversation).contains(connection.userId())) {
                    work.run();
                } else {
                    connection.send(ServerFrame.Error.notAMember("conversation_id", conversation));
                }
            } catch (DataAccessException e) {
                LOG.debug("who is a member is not known now", e);
            }
        });
    }

    /** From now on the socket hears of these users and no others. */
    void watch(ChatConnection connection, ClientFrame.WatchPresence watch) {
        if (watch.userIds().size() > MOST_WATCHED) {
            throw new Fault(ErrorCode.VALIDATION_ERROR, "at most " + MOST_WATCHED + " users", "user_ids");
        }
        Set<Long> users = new LinkedHashSet<>();
        for (String text : watch.userIds()) {
            users.add((text == null ? OptionalLong.empty() : Ids.USER.parse(text)).orElseThrow(
                    () -> new Fault(ErrorCode.VALIDATION_ERROR, "is no user's id", "user_ids")));
        }
        presence.watch(connection, List.copyOf(users));
    }

    void left(ChatConnection connection) {
        presence.forget(connection);
    }

    private static long conversation(String text) {
        return Ids.CONVERSATION.parse(text).orElseThrow(() -> new Fault(ErrorCode.FORBIDDEN,
                "you are not a member of this conversation", "conversation_id"));
    }

    private static long message(String text) {
        return Ids.MESSAGE.parse(text)
                .orElseThrow(() -> new Fault(ErrorCode.NOT_FOUND, "there is no such message", "reply_to"));
    }
}
