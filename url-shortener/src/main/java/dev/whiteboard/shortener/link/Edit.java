package dev.whiteboard.shortener.link;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to a part of a link that may also be nothing, where leaving it as it is and taking it away differ.
 *
 * @param given whether the part is changed at all
 * @param value what it becomes; null for nothing
 */
record Edit<T>(boolean given, @Nullable T value) {

    static <T> Edit<T> none() {
        return new Edit<>(false, null);
    }

    <R> Edit<R> map(Function<T, R> change) {
        return new Edit<>(given, value == null ? null : change.apply(value));
    }

    static <T> Edit<T> to(@Nullable T value) {
        return new Edit<>(true, value);
    }
}
