package dev.whiteboard.load.chat;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.local.servers.ChildProcess;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Ours, from its jar, as it ships. */
final class ChatService implements Contender {
    private static final int SOCKETS = 1_000;
    private static final int MANAGEMENT = 2_000;
    private static final long FIRST_USER = 1L << 40;
    private static final Duration RUN = Duration.ofHours(6);

    private final Settings settings;
    private final Stores stores;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();
    private final int port = Ports.free(SOCKETS, MANAGEMENT);
    private @Nullable ChildProcess process;

    ChatService(Settings settings, Stores stores) {
        this.settings = settings;
        this.stores = stores;
        environment.putAll(stores.environment("chat"));
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("IDENTITY_URL", TestTokens.instance().identityUrl());
        environment.put("SIGNING_SECRET", Base64.getEncoder().encodeToString(new byte[32]));
    }

    @Override
    public String name() {
        return "chat-service";
    }

    @Override
    public void start() {
        var command = new ArrayList<>(List.of(java("java").toString()));
        command.addAll(List.of(settings.chatJvm().strip().split(" +")));
        command.addAll(List.of("-jar", settings.app().toString()));
        process = ChildProcess.start(Contender.pinned(settings, command), environment, stores.place().home(),
                stores.place().home().resolve("logs/chat-service.log"));
        Http.await("http://127.0.0.1:" + (port + MANAGEMENT) + "/readyz");
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    static Path java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program);
    }

    @Override
    public int port() {
        return port + SOCKETS;
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public Session session(int user) {
        return new FrameSession("/ws/chat", token(user));
    }

    String token(int user) {
        return tokens.computeIfAbsent(user, id -> TestTokens.instance().token(user(id),
                claims -> claims.expirationTime(new Date(System.currentTimeMillis() + RUN.toMillis()))));
    }

    private static String user(int user) {
        return PublicId.format("usr", FIRST_USER + user);
    }

    @Override
    public String pair(int one, int other) {
        return create(one, Map.of("type", "direct", "member_ids", List.of(user(other))));
    }

    @Override
    public String group(int members) {
        return group(0, members);
    }

    /** Of the users from the first, whose group it is, to the last, exclusive. */
    String group(int first, int last) {
        return create(first, Map.of("type", "group", "name", "Everybody", "member_ids",
                IntStream.range(first + 1, last).mapToObj(ChatService::user).toList()));
    }

    private String create(int user, Map<String, Object> conversation) {
        return Http.post(url() + "/api/v1/conversations", token(user), conversation).path("id")
                .asString();
    }

    @Override
    public void collectGarbage() {
        collectGarbage(pid());
    }

    static void collectGarbage(long pid) {
        try {
            new ProcessBuilder(java("jcmd").toString(), Long.toString(pid), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("chat-service does not run");
        }
        return process;
    }
}
