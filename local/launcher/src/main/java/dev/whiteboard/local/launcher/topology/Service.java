package dev.whiteboard.local.launcher.topology;

import java.util.Optional;
import java.util.Set;

/**
 * A service and what it needs to run.
 *
 * @param name       what people type, and its client id at identity
 * @param module     folder of its Maven module, seen from the repository's root
 * @param port       HTTP port of its first replica; each further one has 100 more
 * @param address    setting by which callers find it; the gateway has none, it is {@link Setting#PUBLIC_URL}
 * @param side       setting by which callers find its second listener, if it has one
 * @param servers    servers it cannot run without
 * @param calls      names of the services it calls
 * @param database   its database and its role in it, if it has one
 * @param settings   settings of its own beside those that come with servers and calls
 */
public record Service(String name, String module, int port, Optional<Setting> address, Optional<Setting> side,
        Set<ServerKind> servers, Set<String> calls, Optional<String> database, Set<Setting> settings) {

    public Service {
        servers = Set.copyOf(servers);
        calls = Set.copyOf(calls);
        settings = Set.copyOf(settings);
        if (database.isPresent() != servers.contains(ServerKind.POSTGRES)) {
            throw new IllegalArgumentException(name + ": a database and the server postgres go together");
        }
    }

    /** @param replica 0 for the first */
    public Ports ports(int replica) {
        return Ports.of(port + 100 * replica, side.isPresent());
    }

    /** Whether a production has it too: what lives in {@code local} is for development alone. */
    public boolean isShipped() {
        return !module.startsWith("local/");
    }

    boolean isCalled(String typed) {
        return name.equals(typed) || name.equals(typed + "-service");
    }
}
