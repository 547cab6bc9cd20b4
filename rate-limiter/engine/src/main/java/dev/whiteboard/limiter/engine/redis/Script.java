package dev.whiteboard.limiter.engine.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Lua script, put together from the documented source files beside this class. */
public record Script(String text, String sha1) {
    private static final ConcurrentHashMap<List<String>, Script> SCRIPTS = new ConcurrentHashMap<>();
    private static final List<String> ALL = List.of("token_bucket", "leaking_bucket", "fixed_window",
            "sliding_window_log", "sliding_window_counter");

    /** The script that decides layers of these algorithms: as small as can be for one, the whole for a mixture. */
    public static Script deciding(Set<String> algorithms) {
        List<String> needed = algorithms.size() == 1 ? List.copyOf(algorithms) : ALL;
        return SCRIPTS.computeIfAbsent(needed, names -> of(Stream.of(Stream.of("head", "schedule"), names.stream(),
                Stream.of("decide")).flatMap(part -> part).toList()));
    }

    static Script of(List<String> files) {
        String text = files.stream().map(Script::source).collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Script(text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String source(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
