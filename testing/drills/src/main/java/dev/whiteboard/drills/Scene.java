package dev.whiteboard.drills;

import java.util.random.RandomGenerator;

/**
 * What a drill acts on.
 *
 * @param options how long, how hard, with which seed
 * @param client  the front door, as any client sees it
 * @param faults  what can be broken
 * @param journal the client's own log of answers: the truth that the platform is held to
 * @param random  every random choice of the drill, from the printed seed
 */
public record Scene(Options options, Client client, Faults faults, Journal journal, RandomGenerator random) {}
