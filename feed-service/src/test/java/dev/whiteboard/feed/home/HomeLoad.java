package dev.whiteboard.feed.home;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.timeline.Timelines;
import java.util.List;
import java.util.UUID;

/** Reads of the home timeline without HTTP around them. */
public final class HomeLoad {
    private HomeLoad() {}

    public static void read(FeedApi api, long reader) {
        api.bean(Home.class).read(Place.top(reader), 21);
    }

    /** The peer: the same page by the pull query. */
    public static void pull(FeedApi api, long reader) {
        api.bean(HomeStore.class).pull(Place.top(reader), 21);
    }

    /** What Redis says of the first page. */
    public static List<Long> candidates(FeedApi api, long reader) {
        return api.bean(Timelines.class).read(reader, Long.MAX_VALUE, 31).orElseThrow().entries();
    }

    public static void unpushed(FeedApi api, long reader) {
        api.bean(HomeStore.class).unpushed(Place.top(reader), 0, 31);
    }

    public static void judge(FeedApi api, long reader, List<Long> candidates) {
        api.bean(HomeStore.class).judge(Place.top(reader), candidates, 21);
    }

    public static void warm(FeedApi api, long reader) {
        api.bean(Rebuilds.class).rebuild(reader);
    }

    /** A timeline that is ready and empty. */
    public static void open(FeedApi api, long reader) {
        var timelines = api.bean(Timelines.class);
        String token = UUID.randomUUID().toString();
        timelines.begin(reader, token);
        timelines.fill(reader, token, List.of(), 0);
    }
}
