package dev.whiteboard.limiter.engine.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.whiteboard.limiter.engine.redis.Script;

/**
 * Decisions a second over 100,000 clients with 50 in flight: this engine, Spring Cloud Gateway's limiter and bucket4j take
 * turns against one Redis, with redis-benchmark running the engine's own script as the floor. Prints median, range, p99,
 * the CPU time of a decision on either side (which a busy machine changes least) and ratios; a row whose range exceeds ten per cent of its median is marked.
 *
 * <p>
 * Arguments: Redis port, rounds, seconds a turn, clients (1 for one hot key). testing/load/limits starts it pinned.
 */
public final class LimiterBenchmark {
    private static final int IN_FLIGHT = 50;

    /** One turn: how many a second, the latency below which 99 of 100 stayed (us), and what one cost each side (us of CPU). */
    private record Turn(double perSecond, long p99, double client, double redis) {}

    private LimiterBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        int clients = Integer.parseInt(arguments[3]);
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        try (Ours ours = new Ours(port);
                Contestant gateway = new SpringCloudGateway(port);
                Contestant bucket = new Bucket4j(port)) {
            while (!ours.ready()) {
                LockSupport.parkNanos(1_000_000);
            }
            List<Contestant> contestants = List.of(ours, gateway, bucket);
            for (Contestant contestant : contestants) {
                run(contestant, clients, Math.max(3, seconds));
            }
            for (int round = 0; round < rounds; round++) {
                turns.computeIfAbsent("redis-benchmark", name -> new ArrayList<>()).add(floor(port, clients, seconds));
                for (Contestant contestant : contestants) {
                    turns.computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                            .add(run(contestant, clients, seconds));
                }
            }
        }
        print(turns, clients);
        System.exit(0);
    }

    private static Turn run(Contestant contestant, int clients, int seconds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        AtomicLong done = new AtomicLong();
        int[] micros = new int[1 << 20];
        CountDownLatch finished = new CountDownLatch(IN_FLIGHT);
        Cpu cpu = Cpu.now(contestant.port());
        long begun = System.nanoTime();
        for (int i = 0; i < IN_FLIGHT; i++) {
            next(contestant, clients, end, done, micros, finished);
        }
        finished.await();
        double perSecond = done.get() * 1e9 / (System.nanoTime() - begun);
        Cpu spent = Cpu.now(contestant.port()).minus(cpu);
        int kept = (int) Math.min(done.get(), micros.length);
        Arrays.sort(micros, 0, kept);
        return new Turn(perSecond, micros[(int) (kept * 0.99)], spent.own() / done.get(), spent.redis() / done.get());
    }

    private static void next(Contestant contestant, int clients, long end, AtomicLong done, int[] micros,
            CountDownLatch finished) {
        long begun = System.nanoTime();
        contestant.decide(ThreadLocalRandom.current().nextInt(clients)).whenComplete((decision, failure) -> {
            long now = System.nanoTime();
            if (failure != null) {
                failure.printStackTrace();
                System.exit(1);
            }
            micros[(int) (done.getAndIncrement() & (micros.length - 1))] = (int) ((now - begun) / 1_000);
            if (now < end) {
                next(contestant, clients, end, done, micros, finished);
            } else {
                finished.countDown();
            }
        });
    }

    /** The same script, sent by the C client that ships with Redis. */
    private static Turn floor(int port, int clients, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("redis-benchmark", "-p", Integer.toString(port), "-c",
                Integer.toString(IN_FLIGHT), "-n", Integer.toString(20_000 * seconds), "-r", Integer.toString(clients),
                "--csv",
                "EVALSHA", Script.deciding(Set.of("token_bucket")).sha1(), "1",
                "limiter:token_bucket:{0}:bench:key_" + (clients == 1 ? "0" : "__rand_int__"), "0", "1", "1",
                "token_bucket", "0"));
        Arrays.stream(Ours.LIMIT.parameters(1)).mapToObj(Long::toString).forEach(command::add);
        Cpu cpu = Cpu.now(port);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Cpu spent = Cpu.now(port).minus(cpu);
        double calls = 20_000.0 * seconds;
        String[] columns = output.lines().toList().getLast().split("\",\"");
        int last = columns.length - 1;
        return new Turn(Double.parseDouble(columns[last - 6]), (long) (Double.parseDouble(columns[last - 1]) * 1_000),
                spent.children() / calls, spent.redis() / calls);
    }

    private static void print(Map<String, List<Turn>> turns, int clients) {
        double ours = median(turns.get("engine"));
        System.out.printf("%n%,d clients, %d in flight%n%-22s %10s %17s %9s %14s %14s %14s%n", clients, IN_FLIGHT, "",
                "median/s", "range", "p99 us", "engine ÷ this", "CPU us client", "CPU us Redis");
        turns.forEach((name, of) -> {
            double[] sorted = of.stream().mapToDouble(Turn::perSecond).sorted().toArray();
            double spread = (sorted[sorted.length - 1] - sorted[0]) / median(of);
            long p99 = of.stream().mapToLong(Turn::p99).sorted().toArray()[of.size() / 2];
            double client = of.stream().mapToDouble(Turn::client).sorted().toArray()[of.size() / 2];
            double redis = of.stream().mapToDouble(Turn::redis).sorted().toArray()[of.size() / 2];
            System.out.printf("%-22s %,10.0f %,7.0f –%,8.0f %,9d %14.2f %14.1f %14.1f%s%n", name, median(of), sorted[0],
                    sorted[sorted.length - 1], p99, ours / median(of), client, redis,
                    spread > 0.1 ? "  (spread %.0f %%)".formatted(spread * 100) : "");
        });
    }

    private static double median(List<Turn> turns) {
        return turns.stream().mapToDouble(Turn::perSecond).sorted().toArray()[turns.size() / 2];
    }
}
