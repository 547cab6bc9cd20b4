package dev.whiteboard.feed.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Timelines of candidates. They may hold too much, since every reader's page is judged by Postgres; they never lack
 * anything that was pushed above their floor, which rests on three rules.
 *
 * <ul>
 * <li>What is pushed goes to timelines that exist, and a timeline is made to exist <em>before</em> its builder looks into
 * Postgres: so whatever is committed too late to be seen there is pushed in time to be kept here.
 * <li>A timeline has one builder, whose token it bears, and who finishes it only if it still does: if it was lost meanwhile,
 * so may be what was pushed.
 * <li>What is trimmed, or left out because there is too much of it, raises the floor.
 * </ul>
 */
public final class Timelines {
    private static final Script PUSH = Script.read("push");
    private static final Script READ = Script.read("read");
    private static final Script BEGIN = Script.read("begin");
    private static final Script FILL = Script.read("fill");
    private static final Script MERGE = Script.read("merge");
    private static final String TOP = "~";

    private final RedisLink redis;
    private final TimelineProperties properties;

    Timelines(RedisLink redis, TimelineProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    /** @return nothing if there is no such timeline, or Redis does not say so in time */
    public Optional<Slice> read(long owner, long before, int count) {
        String from = before == Long.MAX_VALUE ? TOP : EntryText.of(before);
        try {
            List<String> answer = redis.ask(properties.patience(), commands -> RedisLink.run(commands, READ,
                    ScriptOutputType.MULTI, new String[]{TimelineKey.of(owner)}, from, Integer.toString(count),
                    Long.toString(properties.lifetime().toMillis())));
            return answer.isEmpty() ? Optional.empty() : Optional.of(slice(answer, before, count));
        } catch (RedisAway away) {
            return Optional.empty();
        }
    }

    /**
     * Adds entries to the timelines of those who have one.
     *
     * @throws RedisAway if not all of them were reached for certain; then all of it may be done again
     */
    public void push(Map<Long, List<Long>> entriesByOwner) {
        Map<Integer, List<Long>> ownersBySlot = new TreeMap<>();
        entriesByOwner.keySet().forEach(
                owner -> ownersBySlot.computeIfAbsent(TimelineKey.slot(owner), slot -> new ArrayList<>()).add(owner));
        redis.ask(properties.pushPatience(), commands -> CompletableFuture.allOf(ownersBySlot.values().stream()
                .map(owners -> push(commands, owners, entriesByOwner).toCompletableFuture())
                .toArray(CompletableFuture[]::new)).thenApply(done -> true));
    }

    /** @return whether a build begins; if not, the timeline is there, or somebody builds it already */
    public boolean begin(long owner, String token) {
        long begun = redis.ask(properties.pushPatience(), commands -> RedisLink.run(commands, BEGIN,
                ScriptOutputType.INTEGER, new String[]{TimelineKey.of(owner)}, token,
                Long.toString(properties.building().toMillis())));
        return begun == 1;
    }

    /** @return whether it is ready; if not, it was lost since it was begun */
    public boolean fill(long owner, String token, Collection<Long> entries, long floor) {
        long ready = redis.ask(properties.pushPatience(), commands -> RedisLink.run(commands, FILL,
                ScriptOutputType.INTEGER, new String[]{TimelineKey.of(owner)}, token,
                Long.toString(properties.lifetime().toMillis()), EntryText.of(floor), EntryText.of(entries)));
        return ready == 1;
    }

    /** Adds what somebody posted before they were followed. */
    public void merge(long owner, Collection<Long> entries, long floor) {
        redis.<Long>ask(properties.pushPatience(), commands -> RedisLink.run(commands, MERGE, ScriptOutputType.INTEGER,
                new String[]{TimelineKey.of(owner)}, EntryText.of(floor), EntryText.of(entries)));
    }

    public void remove(long owner, Collection<Long> entries) {
        if (!entries.isEmpty()) {
            redis.ask(properties.pushPatience(), commands -> commands.zrem(TimelineKey.of(owner),
                    entries.stream().map(EntryText::of).toArray(String[]::new)));
        }
    }

    private CompletionStage<Long> push(RedisAsyncCommands<String, String> commands, List<Long> owners,
            Map<Long, List<Long>> entriesByOwner) {
        String[] keys = owners.stream().map(TimelineKey::of).toArray(String[]::new);
        String[] arguments = new String[owners.size() + 2];
        Map<List<Long>, String> texts = new HashMap<>();
        arguments[0] = Integer.toString(properties.entries());
        arguments[1] = Integer.toString(properties.slack());
        for (int i = 0; i < owners.size(); i++) {
            arguments[i + 2] = texts.computeIfAbsent(entriesByOwner.getOrDefault(owners.get(i), List.of()),
                    EntryText::of);
        }
        return RedisLink.run(commands, PUSH, ScriptOutputType.INTEGER, keys, arguments);
    }

    private static Slice slice(List<String> answer, long before, int count) {
        long floor = Math.min(EntryText.read(answer.getFirst()), before - 1);
        List<Long> entries = answer.subList(1, answer.size()).stream().map(EntryText::read).toList();
        return entries.size() < count
                ? new Slice(entries, floor, true)
                : new Slice(entries, entries.getLast() - 1, false);
    }
}
