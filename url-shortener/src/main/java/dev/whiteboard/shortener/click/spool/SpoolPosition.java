package dev.whiteboard.shortener.click.spool;

/** A place between two records of a spool. */
public record SpoolPosition(long segment, long offset) {}
