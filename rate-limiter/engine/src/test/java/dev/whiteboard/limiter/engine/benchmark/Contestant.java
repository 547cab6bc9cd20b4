package dev.whiteboard.limiter.engine.benchmark;

import java.util.concurrent.CompletionStage;

/** A limiter to be measured: one decision for one of a hundred thousand clients. */
interface Contestant extends AutoCloseable {
    String name();

    int port();

    CompletionStage<?> decide(int client);

    @Override
    void close();
}
