package dev.whiteboard.video.search;

import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoStatus;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of work on the index: fills a new one if one is wanted or none is there, and brings in what has changed, as it
 * is now. While a new one is filled, every change is written to both: what changes during the copy comes twice, and the
 * higher version stays.
 */
final class Indexing {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);

    private final Catalogue catalogue;
    private final Changes changes;
    private final Feed feed;
    private final VideoIndex index;
    private final int batch;
    private final InstantSource clock = InstantSource.system();

    Indexing(Catalogue catalogue, Changes changes, Feed feed, VideoIndex index, int batch) {
        this.catalogue = catalogue;
        this.changes = changes;
        this.feed = feed;
        this.index = index;
        this.batch = batch;
    }

    /** Does nothing while another replica has the lease. */
    void run() {
        if (!feed.hold()) {
            return;
        }
        Optional<String> current = index.current();
        if (current.isEmpty()) {
            feed.wish();
        }
        long wish = feed.wished();
        if (wish == 0) {
            bringIn(List.of(current.orElseThrow()));
        } else if (rebuild(current)) {
            feed.fulfilled(wish);
        }
    }

    /** @return whether the new one is searched; not if this replica's time was over before */
    private boolean rebuild(Optional<String> current) {
        String fresh = index.begin(clock.millis());
        Set<String> both = new HashSet<>(Set.of(fresh));
        current.ifPresent(both::add);
        long copied = 0;
        for (List<Video> some = catalogue.readyAfter(0, batch); !some.isEmpty(); some = catalogue
                .readyAfter(some.getLast().id().number(), batch)) {
            index.write(fresh, some, List.of());
            copied += some.size();
            if (!feed.hold()) {
                return false;
            }
            bringIn(both);
        }
        if (!feed.hold()) {
            return false;
        }
        index.finish(fresh);
        LOG.info("{} videos are in the new index {}", copied, fresh);
        return true;
    }

    private void bringIn(Iterable<String> indices) {
        for (Map<VideoId, Long> some = changes.some(batch); !some.isEmpty() && feed.hold(); some = changes
                .some(batch)) {
            List<Video> ready = catalogue.find(some.keySet()).stream()
                    .filter(video -> video.status() == VideoStatus.READY).toList();
            Set<VideoId> gone = new HashSet<>(some.keySet());
            ready.forEach(video -> gone.remove(video.id()));
            indices.forEach(name -> index.write(name, ready, gone));
            changes.done(some);
        }
    }
}
