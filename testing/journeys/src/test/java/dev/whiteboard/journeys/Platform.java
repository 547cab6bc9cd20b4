package dev.whiteboard.journeys;

import dev.whiteboard.local.servers.Place;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Meters;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Redis;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The whole platform: every packed service over real servers, each with a database of its own. */
final class Platform implements AutoCloseable {
    private static final String KEY = Base64.getEncoder()
            .encodeToString("thirty-two bytes for the journey".getBytes(StandardCharsets.US_ASCII));
    private static final String CLIENT_SECRET = "a secret of the gateway's own";

    final PackedService identity;
    final PackedService shortener;
    final PackedService limiter;
    final PackedService gateway;

    Platform(Postgres postgres, Redis redis, Kafka kafka) {
        Path home = Place.temporary().home();
        Map<String, String> shared = new HashMap<>();
        shared.putAll(redis.environment());
        shared.putAll(kafka.environment());
        shared.putAll(Map.of("SIGNING_SECRET", KEY, "DEMO_USERS", "true", "RATE_RULES", "demo"));
        identity = new PackedService("identity-service", shared, home);
        shortener = new PackedService("url-shortener", shared, home);
        limiter = new PackedService("rate-limiter/service", shared, home);
        gateway = new PackedService("gateway", shared, home);
        database(identity, postgres, "journey_identity");
        database(shortener, postgres, "journey_shortener");
        database(limiter, postgres, "journey_limiter");
        identity.with("KEY_ENCRYPTION_KEY", KEY);
        identity.with("SERVICE_CLIENTS", "gateway=" + sha256(CLIENT_SECRET));
        for (PackedService service : all()) {
            service.with("PUBLIC_URL", gateway.url());
            service.with("IDENTITY_URL", identity.url());
            service.with("SHORTENER_URL", shortener.url());
            service.with("SHORTENER_REDIRECT_URL", shortener.redirectUrl());
            service.with("RATE_LIMITER_URL", limiter.url());
            service.with("SERVICE_CLIENT_ID", "gateway");
            service.with("SERVICE_CLIENT_SECRET", CLIENT_SECRET);
            service.with("EXPECTED_SERVICES", "identity-service,url-shortener,rate-limiter");
        }
    }

    Platform start() {
        all().forEach(PackedService::start);
        all().forEach(PackedService::awaitReady);
        Map.of("identity-service", identity, "url-shortener", shortener, "rate-limiter", limiter, "gateway", gateway)
                .forEach((name, service) -> Meters.remember(name, service.metrics()));
        return this;
    }

    @Override
    public void close() {
        all().reversed().forEach(PackedService::close);
    }

    private List<PackedService> all() {
        return List.of(identity, shortener, limiter, gateway);
    }

    private static void database(PackedService service, Postgres postgres, String name) {
        try (var connection = postgres.dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create database " + name, e);
        }
        service.with("POSTGRES_URL", postgres.url().replaceFirst("/[^/]+$", "/" + name));
        service.with("POSTGRES_USER", postgres.user());
        service.with("POSTGRES_PASSWORD", postgres.password());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
