package dev.whiteboard.common.web.list;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One page of a list: {@code {"data":[…],"pagination":{"next_cursor":"…","has_more":true}}}. */
public record Page<T>(
        List<T> data,
        Pagination pagination) {

    /** Where the next page begins, if there is one. */
    public record Pagination(
            @Nullable String nextCursor,
            boolean hasMore) {}

    public static <T> Page<T> of(List<T> data, @Nullable String nextCursor) {
        return new Page<>(List.copyOf(data), new Pagination(nextCursor, nextCursor != null));
    }

    public static <T> Page<T> last(List<T> data) {
        return of(data, null);
    }
}
