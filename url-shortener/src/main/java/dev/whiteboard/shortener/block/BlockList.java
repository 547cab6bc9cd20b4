package dev.whiteboard.shortener.block;

import dev.whiteboard.shortener.host.Host;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The list as this node knows it, in memory. Each node asks twice a second whether it changed; while the database cannot be
 * asked, nobody can change it either.
 */
@Component
public final class BlockList {
    private static final Logger LOG = LoggerFactory.getLogger(BlockList.class);

    private final BlockStore store;
    private final ApplicationEventPublisher events;
    private volatile Set<String> hosts = Set.of();
    private long version = -1;

    BlockList(BlockStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
        refresh();
    }

    /** Whether a link must not lead there: to a host of the list, or to one below it. */
    public boolean covers(Host host) {
        Set<String> known = hosts;
        if (known.isEmpty()) {
            return false;
        }
        String name = host.text();
        while (!known.contains(name)) {
            int dot = name.indexOf('.');
            if (dot < 0 || !host.isName()) {
                return false;
            }
            name = name.substring(dot + 1);
        }
        return true;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(BlocksEdited edited) {
        refresh();
    }

    @Scheduled(fixedDelayString = "${whiteboard.blocks.interval}")
    synchronized void refresh() {
        try {
            long present = store.version();
            if (present == version) {
                return;
            }
            hosts = Set.copyOf(store.hosts());
            version = present;
            LOG.info("{} hosts are blocked", hosts.size());
        } catch (DataAccessException e) {
            LOG.warn("could not ask which hosts are blocked: {}", e.toString());
            return;
        }
        events.publishEvent(new BlocksChanged());
    }
}
