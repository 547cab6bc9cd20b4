package dev.whiteboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class ProfileTest {
    @Autowired
    private Api api;

    @Test
    void onesOwnProfileCanBeChangedFieldByField() {
        var user = api.register();

        var changed = patch(user, "{\"display_name\":\" Zoë 😀 \",\"email\":\"zoe@example.org\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("display_name")).isEqualTo("Zoë 😀");
        assertThat(patch(user, "{}").text("email")).isEqualTo("zoe@example.org");
        assertThat(patch(user, "{\"email\":\"\"}").json().path("email").isNull()).isTrue();
        assertThat(patch(user, "{\"display_name\":\"\"}").status()).isEqualTo(422);
        assertThat(patch(user, "{\"username\":\"other\"}").code()).isEqualTo("UNKNOWN_FIELD");
    }

    @Test
    void otherPeopleSeeNoEmailAddress() {
        var user = api.register();
        patch(user, "{\"email\":\"secret@example.org\"}");
        var other = api.register();

        for (String path : new String[]{"/" + user.id(), "?username=" + user.username(), "?ids=" + user.id()}) {
            var answer = api.get("/api/v1/users" + path, other.accessToken());
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).contains(user.id(), user.username()).doesNotContain("secret@");
        }
    }

    @Test
    void listsHoldThoseThatExist() {
        var user = api.register();
        String none = "usr_0000000000001";

        assertThat(found(user, "?username=" + user.username().toUpperCase())).isEqualTo(1);
        assertThat(found(user, "?username=" + Api.freshName())).isZero();
        assertThat(found(user, "?ids=" + user.id() + "," + none + ",nonsense," + user.id())).isEqualTo(1);
        assertThat(api.get("/api/v1/users?ids=" + many(101, none), user.accessToken()).status()).isEqualTo(422);
        assertThat(found(user, "?ids=" + many(100, none))).isZero();
        assertThat(api.get("/api/v1/users", user.accessToken()).status()).isEqualTo(400);
        assertThat(api.get("/api/v1/users/" + none, user.accessToken()).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/users/nonsense", user.accessToken()).status()).isEqualTo(404);
    }

    private int found(Api.SignedIn caller, String query) {
        var answer = api.get("/api/v1/users" + query, caller.accessToken());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data").size();
    }

    private static String many(int count, String id) {
        return IntStream.range(0, count).mapToObj(i -> id).collect(Collectors.joining(","));
    }

    private Answer patch(Api.SignedIn user, String body) {
        return api.send("PATCH", "/api/v1/users/me", body, "Bearer " + user.accessToken());
    }
}
