package dev.whiteboard.identity;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.whiteboard.common.security.AccessTokens;
import dev.whiteboard.common.security.TokenCheck;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Prints what identity's cryptography costs in CPU time of one thread, which a busy machine changes little. */
class CostReport {
    @Test
    void costs() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("cost").generate();
        var signer = new RSASSASigner(key);
        String token = sign(key, signer);
        var found = CompletableFuture.completedFuture(Optional.of(key.toRSAPublicKey()));
        var tokens = new AccessTokens(id -> found, Clock.systemUTC());
        var argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
        String hash = argon2.encode("correct horse");

        print("verify an access token", 20_000, () -> {
            if (!(tokens.check(token).toCompletableFuture().join() instanceof TokenCheck.Valid)) {
                throw new AssertionError("not valid");
            }
            return token;
        });
        print("sign an access token", 2_000, () -> sign(key, signer));
        print("verify a password (Argon2id, 19 MiB, 2 passes)", 60, () -> argon2.matches("correct horse", hash));
    }

    private static String sign(RSAKey key, RSASSASigner signer) throws Exception {
        var claims = new JWTClaimsSet.Builder().issuer("whiteboard")
                .audience("whiteboard")
                .subject("usr_06xj1gks00000")
                .claim("roles", List.of("user"))
                .claim("username", "alice")
                .claim("sid", "ses_06xj1gks00000")
                .issueTime(new Date())
                .expirationTime(new Date(System.currentTimeMillis() + 900_000))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static void print(String what, int times, Callable<?> work) throws Exception {
        for (int i = 0; i < times; i++) {
            work.call();
        }
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            work.call();
        }
        double micros = (threads.getCurrentThreadCpuTime() - begin) / 1e3 / times;
        System.out.printf("COST %-50s %10.1f µs, %.0f/s on one core%n", what, micros, 1e6 / micros);
    }
}
