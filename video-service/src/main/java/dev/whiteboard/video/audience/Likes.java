package dev.whiteboard.video.audience;

import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.VideoId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who likes what: a set, and its size. The row of the video is taken before the set is changed, so the size is counted only
 * with what the primary key let in, and nothing is added to a video that is being deleted.
 */
@Service
class Likes {
    private final JdbcClient jdbc;
    private final Catalogue catalogue;

    Likes(JdbcClient jdbc, Catalogue catalogue) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
    }

    /** May be repeated. */
    @Transactional
    public void add(VideoId video, String user) {
        catalogue.hold(video);
        int added = jdbc.sql("insert into video_like (video_id, user_id) values (:video, :user) on conflict do nothing")
                .param("video", video.number()).param("user", user).update();
        catalogue.liked(video, added);
    }

    /** May be repeated. */
    @Transactional
    public void remove(VideoId video, String user) {
        catalogue.hold(video);
        int removed = jdbc.sql("delete from video_like where video_id = :video and user_id = :user")
                .param("video", video.number()).param("user", user).update();
        catalogue.liked(video, -removed);
    }
}
