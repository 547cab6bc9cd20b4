package dev.whiteboard.load.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members write in turn; a message is followed by the next one when it has reached everybody. A member that only
 * listens has to see the sequence without a gap and in order.
 */
final class GroupRound implements Watcher {
    private static final int SENDERS = 8;

    private final List<Session> members;
    private final Set<Session> senders;
    private final Map<Session, Long> last = new HashMap<>();
    private final String target;
    private final int window;
    private final int receivers;
    private long sent;
    private boolean over;
    private volatile long acknowledged;
    private volatile long deliveries;
    private volatile long expected;
    private volatile @Nullable String failure;

    GroupRound(List<Session> members, String target, int window) {
        this.members = members;
        this.senders = new HashSet<>(members.subList(0, Math.min(SENDERS, members.size())));
        this.target = target;
        this.window = window;
        this.receivers = members.size() - 1;
    }

    void start() {
        members.forEach(member -> member.watchedBy(this));
        goOn();
    }

    void stop() {
        over = true;
    }

    private void goOn() {
        while (!over && failure == null && sent - deliveries / receivers < window) {
            members.get((int) (sent % senders.size())).send(target, next());
        }
    }

    /** Numbers go on from round to round, so that a client message id is never used twice. */
    private long next() {
        sent++;
        expected = sent * receivers;
        return Numbers.next();
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written on the event loop only
    public void acknowledged(long number) {
        acknowledged++;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written on the event loop only
    public void delivered(Session receiver, long number, long seq) {
        if (!senders.contains(receiver)) {
            Long before = last.put(receiver, seq);
            if (before != null && seq != before + 1) {
                failed("a member saw " + seq + " after " + before);
            }
        }
        deliveries++;
        goOn();
    }

    @Override
    public void failed(String why) {
        if (failure == null) {
            failure = why;
        }
    }

    long deliveries() {
        return deliveries;
    }

    boolean complete() {
        return deliveries == expected && acknowledged == expected / receivers;
    }

    /** What went wrong, or null. */
    @Nullable
    String broken() {
        return failure != null || complete()
                ? failure
                : deliveries + " deliveries of " + expected + ", " + acknowledged + " acknowledgements";
    }
}
