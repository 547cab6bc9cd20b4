package dev.whiteboard.load.chunks;

import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.local.servers.S3Server;
import dev.whiteboard.testkit.TestTokens;
import java.util.HashMap;
import java.util.Map;

/** The environment of a storage node on servers of its own. */
final class StorageNames {
    private StorageNames() {}

    static Map<String, String> of(PostgresServer postgres, RedisServer redis, S3Server s3) {
        Map<String, String> names = new HashMap<>(redis.environment());
        names.putAll(s3.environment());
        names.put("POSTGRES_URL", postgres.url("storage"));
        names.put("POSTGRES_USER", "storage");
        names.put("POSTGRES_PASSWORD", "load");
        names.put("IDENTITY_URL", TestTokens.instance().identityUrl());
        names.put("SIGNING_SECRET", "dGhpcnR5LXR3byBieXRlcywgZm9yIHRlc3RzIG9ubHk=");
        return names;
    }
}
