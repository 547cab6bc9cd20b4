package dev.whiteboard.local.servers;

import java.util.Locale;

/** The operating systems and processors that the servers' programs exist for. */
enum Platform {
    LINUX_AMD64("postgres-linux-x86_64.txz", "redis-server-6.2.6-v5-linux-amd64", "linux-x86_64-gpl"), LINUX_ARM64(
            "postgres-linux-arm_64.txz", "redis-server-6.2.7-linux-arm64",
            "linux-arm64-gpl"), MAC_AMD64("postgres-darwin-x86_64.txz",
                    "redis-server-6.2.6-v5-darwin-amd64", "macosx-x86_64-gpl"), MAC_ARM64("postgres-darwin-arm_64.txz",
                            "redis-server-6.2.6-v5-darwin-arm64", "macosx-arm64-gpl");

    private final String postgres;
    private final String redis;
    private final String ffmpeg;

    Platform(String postgres, String redis, String ffmpeg) {
        this.postgres = postgres;
        this.redis = redis;
        this.ffmpeg = ffmpeg;
    }

    static Platform current() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        if (system.contains("linux")) {
            return arm ? LINUX_ARM64 : LINUX_AMD64;
        }
        if (system.contains("mac")) {
            return arm ? MAC_ARM64 : MAC_AMD64;
        }
        throw new ServerException("There are no programs for %s on %s: use Linux or macOS, or docker-compose"
                .formatted(system, processor));
    }

    String postgres() {
        return postgres;
    }

    String redis() {
        return redis;
    }

    String ffmpeg() {
        return ffmpeg;
    }
}
