package dev.whiteboard.feed.home;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.timeline.RawTimelines;
import java.util.List;

/** A feed as the test of all interleavings uses it; people are numbers. */
interface Platform {
    /** @return the tweet's id */
    String posts(int who);

    void retweets(int who, String tweet);

    void unretweets(int who, String tweet);

    void deletes(int author, String tweet);

    /** @param act follow, unfollow, block, unblock, mute or unmute */
    void does(String act, int who, int whom);

    /** All pages of so many. */
    List<String> home(int reader, int limit);

    /** Loses whatever is not the truth. */
    void lose();

    /** The service itself, over HTTP. */
    record Service(List<FeedApi.User> people, RawTimelines raw) implements Platform {
        @Override
        public String posts(int who) {
            return people.get(who).tweets("by " + people.get(who));
        }

        @Override
        public void retweets(int who, String tweet) {
            people.get(who).retweets(tweet).expect(200);
        }

        @Override
        public void unretweets(int who, String tweet) {
            people.get(who).unretweets(tweet).expect(204);
        }

        @Override
        public void deletes(int author, String tweet) {
            people.get(author).deletes(tweet).expect(204);
        }

        @Override
        public void does(String act, int who, int whom) {
            people.get(who).does(act, people.get(whom));
        }

        @Override
        public List<String> home(int reader, int limit) {
            return people.get(reader).homeByPagesOf(limit);
        }

        @Override
        public void lose() {
            raw.flush();
        }
    }
}
