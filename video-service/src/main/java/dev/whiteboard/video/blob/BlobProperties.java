package dev.whiteboard.video.blob;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where objects are kept.
 *
 * @param endpoint where this service reaches the store, {@code S3_ENDPOINT}
 * @param publicEndpoint where clients reach it, {@code S3_PUBLIC_ENDPOINT}; what they are given is signed for it
 * @param accessKey {@code S3_ACCESS_KEY}
 * @param secretKey {@code S3_SECRET_KEY}
 * @param region {@code S3_REGION}
 * @param bucket made if it is missing
 * @param patience how long one attempt at one object may take
 */
@ConfigurationProperties("whiteboard.blobs")
record BlobProperties(URI endpoint, URI publicEndpoint, String accessKey, String secretKey, String region,
        String bucket, Duration patience) {}
