package dev.whiteboard.commerce.order;

import java.time.Instant;

/** Something that happened to an order. */
public record HistoryEntry(String status, String payment, String note, Instant at) {}
