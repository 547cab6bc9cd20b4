package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

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
 * for it: {@link #identityUrl()} is {@code IDENTITY_URL} in every test with {@link Servers}.
 */
public final class TestTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(15);

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
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/.well-known/jwks.json", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            try (var body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
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

    /** A good token of that subject with those roles. */
    public String token(String subject, String... roles) {
        return sign(claims(subject, roles).build(), key);
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
