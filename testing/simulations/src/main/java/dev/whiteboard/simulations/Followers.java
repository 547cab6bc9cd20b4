package dev.whiteboard.simulations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** New users who follow one another by Zipf's law: nearly all follow the first, few the last. Each has something to show. */
final class Followers {
    private final Platform platform;
    private final String mark;

    /** @param mark distinguishes their names from those of other runs */
    Followers(Platform platform, String mark) {
        this.platform = platform;
        this.mark = mark;
    }

    private record Follower(String id, String token) {}

    /** What each of them needs to know: its {@code token} and somebody to {@code meet}. */
    List<Map<String, Object>> gather(int count, int followees, long seed) {
        List<Follower> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(register("follower_" + mark + "_" + i));
        }
        var random = new Random(seed);
        var fame = new Zipf(count);
        List<Map<String, Object>> seats = new ArrayList<>();
        for (Follower one : all) {
            Set<Follower> followed = new HashSet<>();
            for (int i = 0; i < followees; i++) {
                Follower other = all.get(fame.draw(random));
                if (!other.equals(one) && followed.add(other)) {
                    platform.post("/api/v1/users/" + other.id() + "/follow", "Authorization", "Bearer " + one.token(),
                            Map.of(), 200);
                }
            }
            platform.post("/api/v1/tweets", "Authorization", "Bearer " + one.token(),
                    Map.of("content", "Good morning"), 201);
            Follower stranger = all.get((all.indexOf(one) + 1 + random.nextInt(count - 1)) % count);
            seats.add(Map.of("token", one.token(), "meet", stranger.id()));
        }
        return seats;
    }

    private Follower register(String name) {
        JsonNode answer = platform.post("/api/v1/auth/register", "X-Nothing", "",
                Map.of("username", name, "password", "a simulated Passphrase 7", "display_name", name), 201);
        return new Follower(answer.path("user").path("id").asString(), answer.path("access_token").asString());
    }
}
