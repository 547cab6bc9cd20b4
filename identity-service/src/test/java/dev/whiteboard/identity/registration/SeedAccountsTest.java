package dev.whiteboard.identity.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import dev.whiteboard.identity.IdentityApplication;
import dev.whiteboard.identity.support.Api;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import org.junit.jupiter.api.Test;

@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class SeedAccountsTest {
    private static final Map<String, String> CHEAP = Map.of("whiteboard.identity.hashing.memory", "64",
            "whiteboard.identity.hashing.passes", "1");

    @Test
    @Promise("identity.seeds-once")
    void replicasThatStartAtOnceMakeEachSeedAccountOnce(TestEnvironment environment, DataSource database)
            throws Exception {
        try (var first = nodes(environment); var second = nodes(environment)) {
            var urls = Race.of(2).run(i -> (i == 0 ? first : second).start(Map.of("DEMO_USERS", "true")).url());

            for (String url : urls) {
                var api = new Api(url);
                for (String name : new String[]{"alice", "bob", "carol", "dave", "admin"}) {
                    assertThat(api.login(name, "whiteboard").status()).as(name).isEqualTo(200);
                }
                assertThat(api.get("/admin/users", api.tokenOf("admin")).status()).isEqualTo(200);
            }
            assertThat(count(database, "select count(*) from users")).isEqualTo(5);
            assertThat(count(database, "select count(*) from signing_keys")).isEqualTo(1);
            crossing(urls.getFirst(), urls.getLast());
        }
        aSecondStartLeavesAnAdminAlone(environment);
    }

    /** A token of one replica is good at the other. */
    private static void crossing(String one, String other) {
        var session = new Api(one).login("alice", "whiteboard");
        assertThat(new Api(other).get("/api/v1/users/me", session.text("access_token")).status()).isEqualTo(200);
        String next = new Api(other).refresh(session.text("refresh_token")).text("refresh_token");
        assertThat(new Api(one).refresh(session.text("refresh_token")).text("refresh_token")).isEqualTo(next);
    }

    private static void aSecondStartLeavesAnAdminAlone(TestEnvironment environment) {
        try (var nodes = nodes(environment)) {
            var api = new Api(nodes.start(Map.of("BOOTSTRAP_ADMIN_PASSWORD", "another password")).url());
            assertThat(api.login("admin", "another password").status()).isEqualTo(401);
            assertThat(api.login("admin", "whiteboard").status()).isEqualTo(200);
        }
    }

    private static Nodes nodes(TestEnvironment environment) {
        var names = new HashMap<>(environment.names());
        names.putAll(CHEAP);
        return Nodes.of(IdentityApplication.class, names);
    }

    private static long count(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
