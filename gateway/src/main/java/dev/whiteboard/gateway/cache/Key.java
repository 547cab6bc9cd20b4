package dev.whiteboard.gateway.cache;

/**
 * Names one stored answer: what was asked for, and the values of the request headers that the answer depends on.
 *
 * @param target path and query, as they were sent
 * @param variant a line for each such header; empty when there is none
 */
record Key(
        String target,
        String variant) {}
