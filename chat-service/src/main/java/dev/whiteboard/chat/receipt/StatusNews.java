package dev.whiteboard.chat.receipt;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.chat.live.Ephemeral;
import dev.whiteboard.chat.live.Feeds;
import dev.whiteboard.chat.live.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Tells the members how far messages have come: of a conversation of two at once, of a group at most once a second and in
 * one sum, or five hundred readers would cost each of them five hundred frames.
 */
@Component
class StatusNews {
    /** More than the largest group, so that of two sums for one message the larger supersedes. */
    private static final long COUNTS = 2_048;

    private final ReceiptStore store;
    private final Feeds feeds;
    private final long pauseNanos;
    private final LongSupplier nanos = System::nanoTime;
    private final Map<Long, Advance> groups = new HashMap<>();
    private final Map<Long, Long> toldAt = new HashMap<>();

    StatusNews(ReceiptStore store, Feeds feeds, @Value("${whiteboard.receipts.group-pause}") Duration pause) {
        this.store = store;
        this.feeds = feeds;
        this.pauseNanos = pause.toNanos();
    }

    void tell(Collection<Advance> advances) {
        List<Advance> direct = new ArrayList<>();
        for (Advance advance : advances) {
            if (advance.direct()) {
                direct.add(advance);
            } else {
                groups.merge(advance.conversationId(), advance,
                        (old, now) -> new Advance(now.conversationId(), now.userId(), false, now.memberVersion(),
                                Math.max(old.delivered(), now.delivered()), Math.max(old.read(), now.read())));
            }
        }
        publish(direct);
    }

    void tellDue() {
        long now = nanos.getAsLong();
        toldAt.values().removeIf(at -> now - at >= pauseNanos);
        List<Advance> due = groups.values().stream().filter(one -> !toldAt.containsKey(one.conversationId())).toList();
        due.forEach(one -> {
            groups.remove(one.conversationId());
            toldAt.put(one.conversationId(), now);
        });
        publish(due);
    }

    private void publish(List<Advance> advances) {
        if (advances.isEmpty()) {
            return;
        }
        List<Long> conversations = new ArrayList<>();
        List<Long> seqs = new ArrayList<>();
        for (Advance advance : advances) {
            for (long seq : new long[]{advance.delivered(), advance.read()}) {
                if (seq > 0) {
                    conversations.add(advance.conversationId());
                    seqs.add(seq);
                }
            }
        }
        Map<List<Long>, ReceiptStore.Standing> standings = new HashMap<>();
        store.standings(conversations, seqs)
                .forEach(one -> standings.put(List.of(one.conversationId(), one.seq()), one));
        for (Advance advance : advances) {
            tell(advance, MessageStatus.Status.DELIVERED, standings.get(List.of(advance.conversationId(),
                    advance.delivered())));
            tell(advance, MessageStatus.Status.READ, standings.get(List.of(advance.conversationId(), advance.read())));
        }
    }

    private void tell(Advance advance, MessageStatus.Status status, ReceiptStore.@Nullable Standing at) {
        if (at == null) {
            return;
        }
        boolean group = !advance.direct();
        var frame = new MessageStatus("message_status", Ids.CONVERSATION.text(at.conversationId()),
                Ids.MESSAGE.text(at.entryId()), at.seq(), status, Ids.USER.text(advance.userId()),
                group ? at.delivered() : null, group ? at.read() : null, group ? at.members() : null);
        int kind = status.ordinal() + 1;
        long mark = group ? kind : advance.userId() * 4 + kind;
        long height = at.seq() * COUNTS + (status == MessageStatus.Status.READ ? at.read() : at.delivered());
        feeds.mention(new Ephemeral(at.conversationId(), advance.memberVersion(), group ? 0 : advance.userId(), mark,
                height, Wire.text(frame)));
    }
}
