package dev.whiteboard.chat.receipt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes receipts as they come and writes them ten times a second, each device's highest only. A receipt is not
 * acknowledged: one that is lost with a node is repeated by the next one, which is higher.
 */
@Component
public class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final int BATCH = 1_000;
    private static final int MOST_WAITING = 200_000;

    private final ReceiptStore store;
    private final StatusNews news;
    private final ConcurrentHashMap<Watermark.Key, Watermark> waiting = new ConcurrentHashMap<>();

    Receipts(ReceiptStore store, StatusNews news) {
        this.store = store;
        this.news = news;
    }

    /** @return false if more is waiting than will ever be written; the client will say it again */
    public boolean note(long conversationId, long userId, String device, long seq, boolean read) {
        var mark = new Watermark(conversationId, userId, device, seq, read ? seq : 0);
        if (waiting.size() >= MOST_WAITING) {
            return false;
        }
        waiting.merge(mark.key(), mark, Watermark::merge);
        return true;
    }

    @Scheduled(fixedDelayString = "${whiteboard.receipts.interval}")
    synchronized void flush() {
        try {
            List<Watermark> batch = take();
            while (!batch.isEmpty()) {
                news.tell(raise(batch));
                batch = take();
            }
            news.tellDue();
        } catch (DataAccessException e) {
            LOG.warn("receipts wait: {}", e.toString());
        }
    }

    private Collection<Advance> raise(List<Watermark> batch) {
        try {
            return store.raise(batch);
        } catch (DataAccessException e) {
            batch.forEach(mark -> waiting.merge(mark.key(), mark, Watermark::merge));
            throw e;
        }
    }

    private List<Watermark> take() {
        List<Watermark> batch = new ArrayList<>();
        for (Watermark.Key key : waiting.keySet()) {
            Watermark mark = waiting.remove(key);
            if (mark != null) {
                batch.add(mark);
            }
            if (batch.size() == BATCH) {
                break;
            }
        }
        return batch;
    }
}
