package dev.whiteboard.local.launcher.topology;

/** The name of an environment variable that a service reads; the same here, in compose, in Kubernetes and in tests. */
public enum Setting {
    /** HTTP port; a second listener sits 1000 above it, the management port 2000 above it. */
    SERVER_PORT,
    /** Interface that every listener binds. */
    SERVER_ADDRESS,
    /** Where clients reach the gateway. */
    PUBLIC_URL,
    /** {@code plain} for people, {@code json} for machines. */
    LOG_FORMAT,
    /** JDBC URL of the service's own database. */
    POSTGRES_URL,
    /** The service's own role. */
    POSTGRES_USER,
    /** Password of that role. */
    POSTGRES_PASSWORD,
    /** {@code redis://host:port}. */
    REDIS_URL,
    /** {@code host:port[,host:port]}. */
    KAFKA_BOOTSTRAP,
    /** Put before every topic and group name; empty outside tests. */
    KAFKA_TOPIC_PREFIX,
    /** {@code http://host:port}. */
    ELASTICSEARCH_URL,
    /** Where services reach the object store. */
    S3_ENDPOINT,
    /** Where clients reach it; signs the URLs that clients get. */
    S3_PUBLIC_ENDPOINT,
    /** Who asks the object store. */
    S3_ACCESS_KEY,
    /** What that one signs requests with. */
    S3_SECRET_KEY,
    /** Addresses of identity's replicas, separated by commas. */
    IDENTITY_URL,
    /** Addresses of the shortener's replicas, separated by commas. */
    SHORTENER_URL,
    /** Addresses of the shortener's redirect listeners, separated by commas. */
    SHORTENER_REDIRECT_URL,
    /** Addresses of the rate limiter's replicas, separated by commas. */
    RATE_LIMITER_URL,
    /** Addresses of chat's replicas, separated by commas. */
    CHAT_URL,
    /** Addresses of chat's sockets, separated by commas. */
    CHAT_WS_URL,
    /** Addresses of the feed's replicas, separated by commas. */
    FEED_URL,
    /** Addresses of the file storage's replicas, separated by commas. */
    STORAGE_URL,
    /** Addresses of billing's replicas, separated by commas. */
    BILLING_URL,
    /** Addresses of commerce's replicas, separated by commas. */
    COMMERCE_URL,
    /** Addresses of the ride service's replicas, separated by commas. */
    RIDE_URL,
    /** Addresses of the video service's replicas, separated by commas. */
    VIDEO_URL,
    /** Video only: the program that encodes. */
    FFMPEG,
    /** Video only: the program that looks into files. */
    FFPROBE,
    /** Video only: how many sections a node encodes at a time; 0 for a node that does not encode. */
    VIDEO_WORKERS,
    /** Video only: where files lie while they are worked on. */
    VIDEO_WORK,
    /** Commerce only: how many products a new shop is filled with. */
    DEMO_PRODUCTS,
    /** Billing only: where the payment provider is. */
    PSP_URL,
    /** What the payment provider signs webhooks with. */
    PSP_WEBHOOK_SECRET,
    /** The provider for development only: where it tells what happened. */
    PSP_WEBHOOK_URL,
    /** The provider for development only: its file of what it did. */
    PSP_FILE,
    /** Name under which a service asks identity for its own token. */
    SERVICE_CLIENT_ID,
    /** Secret that goes with it. */
    SERVICE_CLIENT_SECRET,
    /** Identity only: {@code name=sha256(secret)} of every service, separated by commas. */
    SERVICE_CLIENTS,
    /** Identity only: base64 of the 32 bytes that encrypt its signing keys. */
    KEY_ENCRYPTION_KEY,
    /** Base64 of the 32 bytes that sign cursors and the like, one per service. */
    SIGNING_SECRET,
    /** Shortener only: where clicks wait on disk for Kafka; each replica has its own. */
    SPOOL_FOLDER,
    /** Rules that a new platform starts with: {@code strict} or {@code demo}. */
    RATE_RULES,
    /** Gateway only: where it keeps the last rules that it heard of, for a start without Redis. */
    RATE_RULES_FILE,
    /** Whether alice, bob, carol, dave and admin exist with the password {@code whiteboard}. */
    DEMO_USERS,
    /** Gateway only: names of the services whose readiness its health waits for, separated by commas. */
    EXPECTED_SERVICES
}
