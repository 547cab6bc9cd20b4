package dev.whiteboard.shortener.link;

import java.util.function.Function;

/** What comes of checking what somebody sent: the value, or the field that breaks a rule and why. */
sealed interface Checked<T> {

    /** Goes on with the value, or stays with the first refusal. */
    <R> Checked<R> then(Function<T, Checked<R>> next);

    record Accepted<T>(T value) implements Checked<T> {
        @Override
        public <R> Checked<R> then(Function<T, Checked<R>> next) {
            return next.apply(value);
        }
    }

    record Refused<T>(String field, String message) implements Checked<T> {
        @Override
        public <R> Checked<R> then(Function<T, Checked<R>> next) {
            return new Refused<>(field, message);
        }
    }

    static <T> Checked<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Checked<T> refused(String field, String message) {
        return new Refused<>(field, message);
    }
}
