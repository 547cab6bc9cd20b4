package dev.whiteboard.local.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** An S3 store over the folder {@code data/s3/buckets}, S3Proxy, with preflights answered for browsers. */
public final class S3Server extends ChildServer {

    private static final JavaProgram PROGRAM = new JavaProgram("local-s3");

    private final String accessKey;
    private final String secretKey;

    private S3Server(Place place, int port, String accessKey, String secretKey) {
        super("s3", place, port);
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    public static S3Server at(Place place, int port, String accessKey, String secretKey) {
        return new S3Server(place, port, accessKey, secretKey);
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(data().resolve("buckets"));
    }

    @Override
    List<String> command() throws IOException {
        return PROGRAM.command(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders"),
                data().resolve("lib"), "dev.whiteboard.local.s3.S3Process",
                List.of(data().resolve("buckets").toString(), Integer.toString(port()), accessKey));
    }

    /** The secret stays out of the process list. */
    @Override
    Map<String, String> processEnvironment() {
        return Map.of("S3_SECRET_KEY", secretKey);
    }

    /** A stranger is refused by a store that works. */
    @Override
    boolean probe() throws IOException {
        var connection = (HttpURLConnection) URI.create(url() + "/").toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(2_000);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_FORBIDDEN;
        } finally {
            connection.disconnect();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public String accessKey() {
        return accessKey;
    }

    public String secretKey() {
        return secretKey;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("S3_ENDPOINT", url(), "S3_PUBLIC_ENDPOINT", url(), "S3_ACCESS_KEY", accessKey, "S3_SECRET_KEY",
                secretKey);
    }
}
