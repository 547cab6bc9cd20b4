package dev.whiteboard.simulations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** New users who have somebody to talk to: each is in a conversation with one other, and all are in one group. */
final class Chatters {
    private final Platform platform;
    private final String mark;

    /** @param mark distinguishes their names from those of other runs */
    Chatters(Platform platform, String mark) {
        this.platform = platform;
        this.mark = mark;
    }

    private record Chatter(String id, String token) {}

    /** What each of them needs to know: its {@code token}, its {@code direct} conversation and the {@code group}. */
    List<Map<String, Object>> gather(int count) {
        List<Chatter> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(register("chatter_" + mark + "_" + i));
        }
        String group = conversation(all.getFirst(), Map.of("type", "group", "name", "Simulation", "member_ids",
                all.stream().skip(1).map(Chatter::id).toList()));
        List<Map<String, Object>> seats = new ArrayList<>();
        for (int i = 0; i < count; i += 2) {
            Chatter one = all.get(i);
            Chatter other = all.get(i + 1);
            String direct = conversation(one, Map.of("type", "direct", "member_ids", List.of(other.id())));
            seats.add(Map.of("token", one.token(), "direct", direct, "group", group));
            seats.add(Map.of("token", other.token(), "direct", direct, "group", group));
        }
        return seats;
    }

    private Chatter register(String name) {
        JsonNode answer = platform.post("/api/v1/auth/register", "X-Nothing", "",
                Map.of("username", name, "password", "a simulated Passphrase 7", "display_name", name), 201);
        return new Chatter(answer.path("user").path("id").asString(), answer.path("access_token").asString());
    }

    private String conversation(Chatter caller, Map<String, Object> wish) {
        return platform.post("/api/v1/conversations", "Authorization", "Bearer " + caller.token(), wish, 201)
                .path("id").asString();
    }
}
