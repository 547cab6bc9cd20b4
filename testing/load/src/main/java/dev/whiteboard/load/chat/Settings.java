package dev.whiteboard.load.chat;

import java.nio.file.Path;

/**
 * What a run is told by system properties, so that {@code testing/load/chat} can be read beside it.
 *
 * @param rounds      how often the contenders take turns
 * @param seconds     length of one measurement
 * @param warmUp      seconds of the same load before the first measurement: a JIT has compiled what it will
 * @param idle        idle connections
 * @param pairs       pairs of users that write to each other
 * @param rate        messages a second between them
 * @param members     of the group
 * @param window      messages to the group under way at once
 * @param storm       clients that come back at once; through the gateway half as many
 * @param serverCore  the core of the server under measurement; everything else runs on this process's
 * @param app         chat-service's jar
 * @param gateway     the gateway's
 * @param chatJvm     their JVM options
 * @param files       the folder with the peers' configuration
 * @param nodeModules where the npm package {@code ws} is
 */
record Settings(int rounds, int seconds, int warmUp, int idle, int pairs, int rate, int members, int window,
        int storm, int serverCore, Path app, Path gateway, String chatJvm, Path files, Path nodeModules) {

    static Settings fromProperties() {
        return new Settings(Integer.getInteger("rounds", 5), Integer.getInteger("seconds", 15),
                Integer.getInteger("warm.up", 30),
                Integer.getInteger("idle", 5_000), Integer.getInteger("pairs", 1_000),
                Integer.getInteger("rate", 1_000),
                Integer.getInteger("members", 500), Integer.getInteger("window", 8),
                Integer.getInteger("storm", 10_000), Integer.getInteger("server.core", 0),
                Path.of(System.getProperty("app", "")), Path.of(System.getProperty("gateway", "")),
                System.getProperty("chat.jvm", ""),
                Path.of(System.getProperty("files", "testing/load")), Path.of(System.getProperty("node.modules", "")));
    }

    /** As many users as the largest scenario needs. */
    int users() {
        return Math.max(Math.max(idle, 2 * pairs), members);
    }
}
