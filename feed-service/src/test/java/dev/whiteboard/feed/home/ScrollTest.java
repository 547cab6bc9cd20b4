package dev.whiteboard.feed.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A reader scrolls while the world goes on. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class ScrollTest {
    private static final int TWEETS = 12;
    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    @Promise("feed.stable-scroll")
    void pagesNeitherRepeatNorSkipWhatWasThereWhenTheScrollBegan() {
        Random random = Seed.random("scroll");
        for (int round = 0; round < Scale.rounds(300); round++) {
            FeedApi.User reader = api.user();
            List<FeedApi.User> authors = api.users(3);
            FeedApi.User later = api.user();
            authors.forEach(author -> reader.does("follow", author));
            List<String> tweets = new ArrayList<>();
            for (int i = 0; i < TWEETS; i++) {
                tweets.add(authors.get(random.nextInt(3)).tweets("tweet " + i));
            }
            String latecomers = later.tweets("of somebody followed later");
            Set<String> gone = new HashSet<>();
            List<String> read = scroll(reader, 1 + random.nextInt(4), () -> {
                String tweet = tweets.get(random.nextInt(TWEETS));
                switch (random.nextInt(4)) {
                    case 0 -> authors.get(random.nextInt(3)).tweets("new");
                    case 1 -> authors.forEach(author -> {
                        if (author.deletes(tweet).status() == 204) {
                            gone.add(tweet);
                        }
                    });
                    case 2 -> authors.get(random.nextInt(3)).retweets(tweet);
                    default -> reader.does("follow", later);
                }
            });
            assertThat(read).doesNotHaveDuplicates().doesNotContain(latecomers);
            List<String> lasting = tweets.reversed().stream().filter(tweet -> !gone.contains(tweet)).toList();
            assertThat(read.stream().filter(tweet -> !gone.contains(tweet))).containsExactlyElementsOf(lasting);
        }
    }

    @Test
    @Promise(value = "feed.stable-scroll", naive = true)
    void countingRowsFromTheTopRepeats() {
        Toy.mustFail(10, () -> {
            FeedApi.User author = api.user();
            for (int i = 0; i < 4; i++) {
                author.tweets("tweet " + i);
            }
            List<String> read = new ArrayList<>();
            for (int offset = 0; offset < 4; offset += 2) {
                read.addAll(author.home().stream().skip(offset).limit(2).toList());
                author.tweets("new");
            }
            assertThat(read).doesNotHaveDuplicates();
        });
    }

    private static List<String> scroll(FeedApi.User reader, int limit, Runnable between) {
        List<String> read = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = reader.feed("?limit=" + limit + cursor).json();
            read.addAll(FeedApi.ids(page.get("tweets")));
            if (page.get("next_cursor").isNull()) {
                return read;
            }
            cursor = "&cursor=" + page.get("next_cursor").asString();
            between.run();
        }
    }
}
