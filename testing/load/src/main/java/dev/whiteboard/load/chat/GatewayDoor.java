package dev.whiteboard.load.chat;

import dev.whiteboard.local.servers.ChildProcess;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gateway before chat-service, as clients meet it: what it takes for the connections that it passes on. */
final class GatewayDoor implements Contender {
    private static final int MANAGEMENT = 2_000;

    private final Settings settings;
    private final Stores stores;
    private final ChatService chat;
    private final int port = Ports.free(MANAGEMENT);
    private @Nullable ChildProcess process;

    GatewayDoor(Settings settings, Stores stores, ChatService chat) {
        this.settings = settings;
        this.stores = stores;
        this.chat = chat;
    }

    @Override
    public String name() {
        return "gateway";
    }

    /** With the service behind it. */
    @Override
    public void start() {
        chat.start();
        var environment = stores.servers();
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("IDENTITY_URL", TestTokens.instance().identityUrl());
        environment.put("CHAT_URL", chat.url());
        environment.put("CHAT_WS_URL", "http://127.0.0.1:" + chat.port());
        environment.put("EXPECTED_SERVICES", "chat-service");
        environment.put("RATE_RULES", "demo");
        environment.put("SERVICE_CLIENT_SECRET", "load");
        var command = new ArrayList<>(List.of(ChatService.java("java").toString()));
        command.addAll(List.of(settings.chatJvm().strip().split(" +")));
        command.addAll(List.of("-jar", settings.gateway().toString()));
        process = ChildProcess.start(Contender.pinned(settings, command), environment, stores.place().home(),
                stores.place().home().resolve("logs/gateway.log"));
        Http.await("http://127.0.0.1:" + (port + MANAGEMENT) + "/readyz");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public Session session(int user) {
        return chat.session(user);
    }

    @Override
    public String pair(int one, int other) {
        return chat.pair(one, other);
    }

    @Override
    public void collectGarbage() {
        ChatService.collectGarbage(pid());
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        chat.close();
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("the gateway does not run");
        }
        return process;
    }
}
