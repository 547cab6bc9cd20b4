package dev.whiteboard.limiter.engine.rule;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A whole rule book as one JSON text, for the way from the service to the nodes and for a node's disk. */
public final class RuleDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Book(long version, List<RuleRecord> rules) {}

    private RuleDocument() {}

    public static String write(RuleBook book) {
        return JSON.writeValueAsString(new Book(book.version(), book.rules().stream().map(RuleRecord::of).toList()));
    }

    /** The book that a text says; an IllegalArgumentException for one that is none. */
    public static RuleBook read(String text) {
        try {
            Book book = JSON.readValue(text, Book.class);
            return new RuleBook(book.version(), book.rules().stream().map(RuleRecord::toRule).toList());
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("not a rule book", e);
        }
    }
}
