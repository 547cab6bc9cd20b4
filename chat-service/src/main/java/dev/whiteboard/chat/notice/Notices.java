package dev.whiteboard.chat.notice;

import dev.whiteboard.chat.conversation.Members;
import dev.whiteboard.chat.conversation.Memberships;
import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.chat.live.Whereabouts;
import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads behind the log who should be notified: members who are nowhere online and have not got the message. It costs a
 * send nothing, and what is unfinished when a node dies is done by the next, because the mark and the events commit
 * together.
 */
@Service
class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int BATCH = 1_000;
    private static final int ASKED_AT_ONCE = 2_000;
    /** Who is online has the message by then. */
    private static final Duration AFTER = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final NoticeStore store;
    private final Memberships memberships;
    private final Whereabouts whereabouts;
    private final Outbox outbox;

    Notices(NoticeStore store, Memberships memberships, Whereabouts whereabouts, Outbox outbox) {
        this.store = store;
        this.memberships = memberships;
        this.whereabouts = whereabouts;
        this.outbox = outbox;
    }

    /** @return true if there may be more */
    @Transactional
    boolean round() {
        if (!store.claim()) {
            return false;
        }
        List<NoticeStore.Growth> growths = store.unnoticed(AFTER, BATCH);
        Map<Long, NoticeStore.Growth> newest = new LinkedHashMap<>();
        growths.forEach(growth -> newest.put(growth.conversationId(), growth));
        try {
            request(due(newest.values()));
            store.noticed(growths.stream().map(NoticeStore.Growth::activityId).toList());
            return growths.size() == BATCH;
        } catch (CompletionException e) {
            LOG.warn("who is away is not known now; notifications wait: {}", e.toString());
            return false;
        }
    }

    private Map<Long, List<NoticeStore.Growth>> due(Collection<NoticeStore.Growth> growths) {
        Map<NoticeStore.Growth, List<Long>> concerned = new LinkedHashMap<>();
        Set<Long> users = new TreeSet<>();
        for (NoticeStore.Growth growth : growths) {
            List<Long> others = others(growth);
            concerned.put(growth, others);
            users.addAll(others);
        }
        Set<Long> away = away(users);
        Map<Long, List<NoticeStore.Growth>> byUser = new TreeMap<>();
        concerned.forEach((growth, others) -> {
            List<Long> absent = others.stream().filter(away::contains).toList();
            if (!absent.isEmpty()) {
                store.due(growth.conversationId(), absent, growth.lastSeq(), PAUSE)
                        .forEach(user -> byUser.computeIfAbsent(user, _ -> new ArrayList<>()).add(growth));
            }
        });
        return byUser;
    }

    private List<Long> others(NoticeStore.Growth growth) {
        Members members = memberships.atLeast(growth.conversationId(), growth.memberVersion());
        return Arrays.stream(members.userIds()).filter(user -> user != growth.senderId()).boxed().toList();
    }

    private Set<Long> away(Collection<Long> users) {
        List<Long> all = List.copyOf(users);
        Set<Long> away = new HashSet<>();
        for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + ASKED_AT_ONCE));
            List<Boolean> online = whereabouts.online(some).toCompletableFuture().join();
            for (int i = 0; i < some.size(); i++) {
                if (!online.get(i)) {
                    away.add(some.get(i));
                }
            }
        }
        return away;
    }

    /** In the order of users, as everywhere: the outbox locks each user's events. */
    private void request(Map<Long, List<NoticeStore.Growth>> byUser) {
        if (byUser.isEmpty()) {
            return;
        }
        Instant now = store.now();
        byUser.forEach((user, growths) -> growths.forEach(growth -> outbox.append(new OutboxEvent(
                NotificationRequested.TOPIC, Ids.USER.text(user), "notification.requested",
                NotificationRequested.newMessage(user, growth.conversationId(), growth.senderId(), now)))));
    }
}
