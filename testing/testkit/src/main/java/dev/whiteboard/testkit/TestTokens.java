package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.local.servers.Ports;

/**
 * Mints access tokens as identity does, and bad ones as an attacker would, and serves the public key where services look
 * for it: {@link #identityUrl()} is {@code IDENTITY_URL} in every test with {@link Servers}. As far as it is asked, every
 * user exists but {@link #NOBODY}.
 */
public final class TestTokens {

    /** The one user's id that is nobody's. */
    public static final String NOBODY = "usr_7zzzzzzzzzzzz";

    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Minted(Instant at, String token) {}

    private final Map<String, Minted> minted = new ConcurrentHashMap<>();
    private final RSAKey key;
    private final RSAKey strangersKey;
    private final HttpServer server;

    private TestTokens() {
        try {
            this.key = new RSAKeyGenerator(2048).keyID("test-key").generate();
            this.strangersKey = new RSAKeyGenerator(2048).keyID("test-key").generate();
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String keys = new JWKSet(key.toPublicJWK()).toString();
        serve("/.well-known/jwks.json", query -> keys);
        serve("/internal/tokens",
                query -> "{\"access_token\":\"" + service("test-service") + "\",\"expires_in\":900}");
        serve("/api/v1/users", TestTokens::users);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    private void serve(String path, UnaryOperator<String> answer) {
        server.createContext(path, exchange -> {
            byte[] json = answer.apply(Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            try (var body = exchange.getResponseBody()) {
                body.write(json);
            }
        });
    }

    private static String users(String query) {
        return Arrays.stream(query.split("&")).filter(part -> part.startsWith("ids="))
                .flatMap(part -> Arrays.stream(part.substring(4).split(","))).filter(id -> !id.equals(NOBODY))
                .map(id -> "{\"id\":\"" + id + "\",\"username\":\"" + id + "\",\"display_name\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    }

    /** The one of this JVM. */
    public static TestTokens instance() {
        return Holder.INSTANCE;
    }

    private static final class Holder {
        private static final TestTokens INSTANCE = new TestTokens();
    }

    public String identityUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A good token of that subject with those roles; within half a minute the same one, because signing takes its time. */
    public String token(String subject, String... roles) {
        Instant now = Instant.now();
        return minted.compute(subject + " " + List.of(roles),
                (_, last) -> last != null && last.at().plus(FRESH).isAfter(now)
                        ? last
                        : new Minted(now, sign(claims(subject, roles).build(), key)))
                .token();
    }

    /** A good token with claims added or changed: {@code token("usr_…", claims -> claims.claim("tier", "paid"))}. */
    public String token(String subject, Consumer<JWTClaimsSet.Builder> changes) {
        JWTClaimsSet.Builder claims = claims(subject, "user");
        changes.accept(claims);
        return sign(claims.build(), key);
    }

    /** A token of a service, as the client credentials of {@code clientId} would get. */
    public String service(String clientId) {
        return token(clientId, "service");
    }

    /** Good until an hour ago. */
    public String expired(String subject) {
        Instant then = Instant.now().minus(Duration.ofHours(1));
        return token(subject,
                claims -> claims.issueTime(Date.from(then.minus(LIFETIME))).expirationTime(Date.from(then)));
    }

    /** Signed by a stranger under our key's id. */
    public String forged(String subject) {
        return sign(claims(subject, "admin").build(), strangersKey);
    }

    /** Not signed at all: {@code alg: none}. */
    public String algNone(String subject) {
        return new PlainJWT(claims(subject, "admin").build()).serialize();
    }

    /** Signed by HMAC with our public key as the secret: the confusion of algorithms. */
    public String confused(String subject) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                    claims(subject, "admin").build());
            token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Meant for somebody else. */
    public String wrongAudience(String subject) {
        return token(subject, claims -> claims.audience("elsewhere"));
    }

    /** Issued by somebody else. */
    public String wrongIssuer(String subject) {
        return token(subject, claims -> claims.issuer("elsewhere"));
    }

    private static JWTClaimsSet.Builder claims(String subject, String... roles) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder().subject(subject).issuer("whiteboard").audience("whiteboard")
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString()).claim("roles", List.of(roles)).claim("sid", "test-session")
                .claim("username", subject);
    }

    private static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
