package dev.whiteboard.feed.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class GraphApiTest {
    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    void followingTwiceIsFollowingOnce() {
        FeedApi.User fan = api.user();
        FeedApi.User idol = api.user();
        fan.does("follow", idol);
        JsonNode relation = fan.does("follow", idol);
        assertThat(relation.get("following").asBoolean()).isTrue();
        assertThat(relation.get("followers").asInt()).isEqualTo(1);
        assertThat(listed("followers", idol, fan)).containsExactly(fan.id());
        assertThat(listed("following", fan, idol)).containsExactly(idol.id());
        fan.does("unfollow", idol);
        assertThat(fan.does("unfollow", idol).get("followers").asInt()).isZero();
        assertThat(listed("followers", idol, fan)).isEmpty();
    }

    @Test
    void listsArePaged() {
        FeedApi.User idol = api.user();
        List<FeedApi.User> fans = api.users(5);
        fans.forEach(fan -> fan.does("follow", idol));
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/v1/users/" + idol.id() + "/followers?limit=2" + cursor, idol.token())
                    .expect(200).json();
            page.get("data").forEach(person -> all.add(person.get("id").asString()));
            cursor = page.at("/pagination/has_more").asBoolean()
                    ? "&cursor=" + page.at("/pagination/next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(all).containsExactlyElementsOf(fans.reversed().stream().map(FeedApi.User::id).toList());
    }

    @Test
    void mutualsAreWhomBothFollowAndOnesOwnAreThoseWhoFollowBack() {
        FeedApi.User one = api.user();
        FeedApi.User other = api.user();
        FeedApi.User common = api.user();
        one.does("follow", common);
        one.does("follow", other);
        other.does("follow", common);
        other.does("follow", one);
        assertThat(listed("mutuals", other, one)).containsExactly(common.id());
        assertThat(listed("mutuals", one, one)).containsExactly(other.id());
    }

    @Test
    void suggestionsAreFriendsOfFriendsAndNobodyOneKnowsOrBlocks() {
        FeedApi.User me = api.user();
        List<FeedApi.User> friends = api.users(3);
        FeedApi.User liked = api.user();
        FeedApi.User less = api.user();
        FeedApi.User blocked = api.user();
        friends.forEach(friend -> {
            me.does("follow", friend);
            friend.does("follow", liked);
            friend.does("follow", blocked);
        });
        friends.getFirst().does("follow", less);
        me.does("block", blocked);
        List<String> suggested = ids(api.get("/api/v1/users/me/suggestions?limit=2", me.token()).expect(200).json());
        assertThat(suggested).containsExactly(liked.id(), less.id());
    }

    @Test
    void aBlockEndsBothFollowsAndForbidsNewOnes() {
        FeedApi.User one = api.user();
        FeedApi.User other = api.user();
        one.does("follow", other);
        other.does("follow", one);
        JsonNode relation = one.does("block", other);
        assertThat(relation.get("blocking").asBoolean()).isTrue();
        assertThat(relation.get("following").asBoolean() || relation.get("followed_by").asBoolean()).isFalse();
        assertThat(api.post("/api/v1/users/" + one.id() + "/follow", "", other.token()).code()).isEqualTo("FORBIDDEN");
        assertThat(api.post("/api/v1/users/" + other.id() + "/follow", "", one.token()).code())
                .isEqualTo("FORBIDDEN");
        one.does("unblock", other);
        assertThat(other.does("follow", one).get("following").asBoolean()).isTrue();
    }

    @Test
    @Promise("feed.edges-exact")
    void whateverIsDoneAtOnceAFollowNeverStandsBesideABlockAndCountsAreExact() {
        FeedApi.User one = api.user();
        FeedApi.User other = api.user();
        aFollowNeverStandsBesideABlockAndCountsAreExact("", Scale.rounds(300),
                (act, first) -> api.post("/api/v1/users/" + (first ? other : one).id() + "/" + act, "",
                        (first ? one : other).token()));
    }

    @Test
    @Promise(value = "feed.edges-exact", naive = true)
    void lookingForABlockAndThenFollowingDoesNot() {
        JdbcClient jdbc = api.jdbc();
        for (String table : List.of("person", "follow", "block")) {
            jdbc.sql("create table naive_" + table + " (like " + table + " including defaults including indexes)")
                    .update();
        }
        jdbc.sql("insert into naive_person values (1, 'one', 'One', 1), (2, 'other', 'Other', 1)").update();
        Toy.mustFail(1, () -> aFollowNeverStandsBesideABlockAndCountsAreExact("naive_", 2_000,
                (act, first) -> naively(jdbc, act, first ? 1 : 2, first ? 2 : 1)));
    }

    private static void naively(JdbcClient jdbc, String act, int who, int whom) {
        boolean followed = there(jdbc, "follow", who, whom);
        switch (act) {
            case "follow" -> {
                if (!followed && !there(jdbc, "block", who, whom) && !there(jdbc, "block", whom, who)) {
                    insert(jdbc, "follow", who, whom);
                    jdbc.sql("update naive_person set followers = followers + 1 where id = ?").param(whom).update();
                }
            }
            case "block" -> {
                jdbc.sql("delete from naive_follow where ? in (follower_id, followee_id)").param(who).update();
                jdbc.sql("update naive_person set followers = 0").update();
                insert(jdbc, "block", who, whom);
            }
            case "unblock" -> jdbc.sql("delete from naive_block where blocker_id = ?").param(who).update();
            default -> {
                if (followed) {
                    jdbc.sql("delete from naive_follow where follower_id = ?").param(who).update();
                    jdbc.sql("update naive_person set followers = greatest(0, followers - 1) where id = ?").param(whom)
                            .update();
                }
            }
        }
    }

    private static boolean there(JdbcClient jdbc, String table, int who, int whom) {
        return jdbc.sql("select exists (select from naive_" + table + " where (" + (table.equals("follow")
                ? "follower_id, followee_id"
                : "blocker_id, blocked_id") + ") = (?, ?))").params(who, whom).query(Boolean.class).single();
    }

    private static void insert(JdbcClient jdbc, String table, int who, int whom) {
        jdbc.sql("insert into naive_" + table + " values (?, ?) on conflict do nothing").params(who, whom).update();
    }

    /** Does something to one of two people, for the other. */
    private interface Acts {
        void act(String act, boolean first);
    }

    private void aFollowNeverStandsBesideABlockAndCountsAreExact(String tables, int rounds, Acts acts) {
        String[] all = {"follow", "unfollow", "block", "unblock", "follow", "follow"};
        Random random = Seed.random("edges " + tables);
        for (int round = 0; round < rounds; round++) {
            int[] chosen = random.ints(4, 0, all.length).toArray();
            Race.of(4).run((int number) -> {
                acts.act(all[chosen[number]], number % 2 == 0);
                return number;
            });
            assertThat(count("""
                    select count(*) from %1$sfollow f join %1$sblock b on (b.blocker_id, b.blocked_id) in
                        ((f.follower_id, f.followee_id), (f.followee_id, f.follower_id))""", tables)).isZero();
        }
        assertThat(count("""
                select count(*) from %1$sperson p
                where p.followers <> (select count(*) from %1$sfollow where followee_id = p.id)""", tables)).isZero();
        if (tables.isEmpty()) {
            assertThat(count("""
                    select count(*) from person p
                    where p.following <> (select count(*) from follow where follower_id = p.id)""", tables)).isZero();
        }
    }

    private int count(String query, String tables) {
        return api.jdbc().sql(query.formatted(tables)).query(Integer.class).single();
    }

    private List<String> listed(String list, FeedApi.User of, FeedApi.User reader) {
        return ids(api.get("/api/v1/users/" + of.id() + "/" + list, reader.token()).expect(200).json());
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("data").forEach(person -> ids.add(person.get("id").asString()));
        return ids;
    }
}
