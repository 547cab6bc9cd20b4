package dev.whiteboard.identity.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@IdentityTest
class AdminUsersTest {
    @Autowired
    private Api api;

    @Test
    void theListGoesThroughAllAccountsPageByPage() {
        for (int i = 0; i < 5; i++) {
            api.register();
        }
        String admin = api.tokenOf("admin");
        var ids = new ArrayList<String>();

        String cursor = "";
        do {
            var page = api.get("/admin/users?limit=3&cursor=" + cursor, admin).json();
            page.path("data").forEach(user -> ids.add(user.path("id").asString()));
            JsonNode next = page.path("pagination").path("next_cursor");
            assertThat(page.path("pagination").path("has_more").asBoolean()).isEqualTo(!next.isNull());
            cursor = next.isNull() ? "" : next.asString();
        } while (!cursor.isEmpty());

        assertThat(ids).hasSizeGreaterThanOrEqualTo(10).isSorted().doesNotHaveDuplicates();
        assertThat(api.get("/admin/users?cursor=invented", admin).code()).isEqualTo("INVALID_CURSOR");
        assertThat(api.get("/admin/users?limit=0", admin).code()).isEqualTo("INVALID_LIMIT");
    }

    @Test
    void aDisabledUserCanNeitherLogInNorRefreshNorUseAKey() {
        var user = api.register();
        String admin = api.tokenOf("admin");

        assertThat(disable(user.id(), true, admin).json().path("disabled").asBoolean()).isTrue();

        assertThat(api.login(user.username(), "correct horse").status()).isEqualTo(403);
        assertThat(api.login(user.username(), "wrong horse").status()).as("no oracle").isEqualTo(401);
        assertThat(api.refresh(user.refreshToken()).status()).isEqualTo(401);

        disable(user.id(), false, admin);
        assertThat(api.login(user.username(), "correct horse").status()).isEqualTo(200);
        assertThat(api.refresh(user.refreshToken()).status()).as("ended sessions stay ended").isEqualTo(401);
    }

    @Test
    void onlyAnAdministratorComesIn() {
        var user = api.register();

        assertThat(api.get("/admin/users", user.accessToken()).status()).isEqualTo(403);
        assertThat(api.send("GET", "/admin/users", null, null).status()).isEqualTo(401);
        assertThat(disable(user.id(), true, user.accessToken()).status()).isEqualTo(403);
        String admin = api.tokenOf("admin");
        assertThat(disable(api.get("/api/v1/users/me", admin).text("id"), true, admin).status()).isEqualTo(409);
        assertThat(disable("usr_0000000000001", true, admin).status()).isEqualTo(404);
    }

    private Answer disable(String id, boolean disabled, String token) {
        return api.send("PATCH", "/admin/users/" + id, "{\"disabled\":" + disabled + "}", "Bearer " + token);
    }
}
