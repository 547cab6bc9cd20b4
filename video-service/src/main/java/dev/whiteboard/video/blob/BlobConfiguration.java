package dev.whiteboard.video.blob;

import java.net.URI;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Connects to the store. Two endpoints: ours, and the one that clients see, which is what their addresses are signed for. */
@Configuration(proxyBeanMethods = false)
class BlobConfiguration {
    private static final int CONNECTIONS = 64;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    @Bean
    S3BlobStore blobStore(BlobProperties properties) {
        return new S3BlobStore(client(properties, properties.endpoint()), presigner(properties, properties.endpoint()),
                presigner(properties, properties.publicEndpoint()), properties.bucket());
    }

    private static S3Presigner presigner(BlobProperties properties, URI endpoint) {
        return S3Presigner.builder().s3Client(client(properties, endpoint)).endpointOverride(endpoint)
                .region(Region.of(properties.region())).credentialsProvider(credentials(properties))
                .serviceConfiguration(pathStyle()).build();
    }

    /** Checksums only where S3 demands them: otherwise the signed address would bake in the checksum of an empty body. */
    private static S3Client client(BlobProperties properties, URI endpoint) {
        return S3Client.builder().endpointOverride(endpoint).region(Region.of(properties.region()))
                .credentialsProvider(credentials(properties)).serviceConfiguration(pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS).connectionTimeout(CONNECT)
                        .socketTimeout(properties.patience()))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(properties.patience())
                        .apiCallTimeout(properties.patience().multipliedBy(2))
                        .retryStrategy(retry -> retry.maxAttempts(2)))
                .build();
    }

    private static S3Configuration pathStyle() {
        return S3Configuration.builder().pathStyleAccessEnabled(true).chunkedEncodingEnabled(false).build();
    }

    private static StaticCredentialsProvider credentials(BlobProperties properties) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(properties.accessKey(),
                properties.secretKey()));
    }
}
