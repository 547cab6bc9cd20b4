package dev.whiteboard.limiter.engine.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CPU time spent so far, in microseconds: by this process, by children it has waited for, and by Redis. */
record Cpu(double own, double children, double redis) {
    private static final double TICK = 10_000;
    private static final Pattern USED = Pattern.compile("used_cpu_(?:sys|user):([0-9.]+)");

    static Cpu now(int redisPort) {
        try (Socket socket = new Socket("127.0.0.1", redisPort)) {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double own = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
            double children = (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * TICK;
            socket.getOutputStream().write("INFO cpu\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            String info = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher used = USED.matcher(info);
            double redis = 0;
            while (used.find()) {
                redis += Double.parseDouble(used.group(1)) * 1_000_000;
            }
            return new Cpu(own, children, redis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Cpu minus(Cpu before) {
        return new Cpu(own - before.own, children - before.children, redis - before.redis);
    }
}
