package dev.whiteboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Toy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Addresses of a platform that takes nobody at their word. */
@IdentityTest
@TestPropertySource(properties = "whiteboard.identity.email.taken-at-their-word=false")
class EmailTest {
    private static final int CLAIMANTS = 32;

    @Autowired
    private Api api;
    @Autowired
    private EmailConfirmation confirmation;
    @Autowired
    private JdbcClient jdbc;

    @Test
    @Promise("identity.confirmed-address-only")
    void anAddressFindsOnlyWhoHasShownThatItIsTheirs() {
        String email = Api.freshName() + "@example.org";
        var owner = api.register();
        var stranger = api.register();
        patch(owner, email);
        patch(stranger, email.toUpperCase());
        assertThat(holder(email)).isEmpty();

        assertThat(confirm(stranger, token(owner, email))).as("another account's letter").isEqualTo(422);
        assertThat(confirm(owner, token(owner, "other@example.org"))).as("another address's letter").isEqualTo(422);
        assertThat(confirm(owner, "nonsense")).isEqualTo(422);
        assertThat(holder(email)).isEmpty();

        assertThat(confirm(owner, token(owner, email))).isEqualTo(204);
        assertThat(confirm(owner, token(owner, email))).as("again").isEqualTo(204);
        assertThat(holder(email)).containsExactly(owner.id());
        assertThat(holder(email.toUpperCase())).as("in any case").containsExactly(owner.id());
        assertThat(confirm(stranger, token(stranger, email.toUpperCase()))).as("it is taken").isEqualTo(409);
        assertThat(api.get("/api/v1/users/me", owner.accessToken()).json().path("email_confirmed").asBoolean())
                .isTrue();
    }

    @Test
    @Promise("identity.confirmed-address-only")
    void anotherAddressHasToBeConfirmedAnew() {
        String email = Api.freshName() + "@example.org";
        var user = api.register();
        patch(user, email);
        confirm(user, token(user, email));

        patch(user, email.replace("@", "+new@"));

        assertThat(holder(email)).isEmpty();
        assertThat(holder(email.replace("@", "+new@"))).isEmpty();
        assertThat(confirm(user, token(user, email))).as("the letter to the old address").isEqualTo(422);
    }

    @Test
    @Promise("identity.confirmed-address-only")
    void ofManyWhoConfirmOneAddressAtOnceOneHasIt() {
        String email = Api.freshName() + "@example.org";
        List<Long> users = claimants(email);

        List<EmailConfirmation.Outcome> outcomes = atOnce(users,
                user -> confirmation.confirm(user, email, confirmation.token(user, email)));

        assertThat(outcomes).containsOnlyOnce(EmailConfirmation.Outcome.CONFIRMED).hasSize(CLAIMANTS);
        assertThat(holder(email)).hasSize(1);
    }

    @Test
    @Promise(value = "identity.confirmed-address-only", naive = true)
    void findingByTheProfileFindsEverybodyWhoTypedIt() {
        String email = Api.freshName() + "@example.org";
        claimants(email);

        Toy.mustFail(1, () -> assertThat(jdbc.sql("select id from users where email = ?").param(email).query(Long.class)
                .list()).hasSizeLessThan(2));
    }

    @Test
    void lettersThatLookAlikeAreOtherAddresses() {
        String email = Api.freshName() + "k@example.org";
        var owner = api.register();
        patch(owner, email);
        confirm(owner, token(owner, email));

        assertThat(holder(email.replace("k@", "\u212A@"))).as("with a Kelvin sign").isEmpty();
    }

    @Test
    void onlyServicesLookUpAddresses() {
        var user = api.register();

        assertThat(api.get("/internal/users?email=a@example.org", user.accessToken()).status()).isEqualTo(403);
        assertThat(api.send("GET", "/internal/users?email=a@example.org", null, null).status()).isEqualTo(401);
        assertThat(api.get("/internal/users", service()).status()).isEqualTo(400);
    }

    @Test
    void aLetterIsWrittenToAnAddressThatIsThere() {
        var user = api.register();
        assertThat(api.send("POST", "/api/v1/auth/email", null, "Bearer " + user.accessToken()).status())
                .isEqualTo(422);
        patch(user, Api.freshName() + "@example.org");
        assertThat(api.send("POST", "/api/v1/auth/email", null, "Bearer " + user.accessToken()).status())
                .isEqualTo(202);
    }

    private List<Long> claimants(String email) {
        return IntStream.range(0, CLAIMANTS).mapToObj(i -> {
            var user = api.register();
            patch(user, email);
            return number(user);
        }).toList();
    }

    private static <T, R> List<R> atOnce(List<T> all, Function<T, R> work) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.invokeAll(all.stream().map(one -> (Callable<R>) () -> work.apply(one)).toList()).stream()
                    .map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token(Api.SignedIn user, String email) {
        return confirmation.token(number(user), email);
    }

    private static long number(Api.SignedIn user) {
        return PublicId.parse(User.PREFIX, user.id()).orElseThrow();
    }

    private int confirm(Api.SignedIn user, String token) {
        return api.post("/api/v1/auth/email/confirm", Map.of("token", token), user.accessToken()).status();
    }

    private void patch(Api.SignedIn user, String email) {
        assertThat(api.send("PATCH", "/api/v1/users/me", "{\"email\":\"" + email + "\"}",
                "Bearer " + user.accessToken()).status()).isEqualTo(200);
    }

    private List<String> holder(String email) {
        return api.get("/internal/users?email=" + URLEncoder.encode(email, StandardCharsets.UTF_8), service()).json()
                .path("data")
                .valueStream().map(user -> user.path("id").asString()).toList();
    }

    private String service() {
        return api.send("POST", "/internal/tokens", null,
                "Basic " + Base64.getEncoder().encodeToString("gateway:gateway-secret".getBytes()))
                .text("access_token");
    }
}
