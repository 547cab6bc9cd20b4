package dev.whiteboard.storage.blob;

import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** One bucket of any store that speaks S3. */
final class S3BlobStore implements BlobStore, AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;
    private volatile boolean bucketThere;

    S3BlobStore(S3Client s3, S3Presigner presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, byte[] bytes, int length) {
        attempt(() -> s3.putObject(request -> request.bucket(bucket).key(key),
                RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(bytes, 0, length))));
    }

    @Override
    public Optional<InputStream> open(String key, long first, long last) {
        return present(() -> s3.getObject(
                request -> request.bucket(bucket).key(key).range("bytes=" + first + "-" + last)));
    }

    @Override
    public OptionalLong size(String key) {
        return present(() -> s3.headObject(request -> request.bucket(bucket).key(key)))
                .map(head -> OptionalLong.of(head.contentLength())).orElseGet(OptionalLong::empty);
    }

    @Override
    public boolean copy(String from, String to) {
        return present(() -> s3.copyObject(request -> request.sourceBucket(bucket).sourceKey(from)
                .destinationBucket(bucket).destinationKey(to))).isPresent();
    }

    @Override
    public void delete(String key) {
        present(() -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public List<String> list(String prefix) {
        return attempt(() -> s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix))).contents().stream()
                .map(S3Object::key).toList();
    }

    @Override
    public URI readable(String key, Duration lifetime) {
        return uri(() -> presigner.presignGetObject(request -> request.signatureDuration(lifetime)
                .getObjectRequest(object -> object.bucket(bucket).key(key))).url().toURI());
    }

    @Override
    public URI writable(String key, Duration lifetime) {
        requireBucket();
        return uri(() -> presigner.presignPutObject(request -> request.signatureDuration(lifetime)
                .putObjectRequest(object -> object.bucket(bucket).key(key))).url().toURI());
    }

    private <T> Optional<T> present(Supplier<T> request) {
        return attempt(() -> {
            try {
                return Optional.of(request.get());
            } catch (NoSuchKeyException missing) {
                return Optional.empty();
            }
        });
    }

    /** A bucket that is missing is made, once. */
    private <T> T attempt(Supplier<T> request) {
        try {
            try {
                return request.get();
            } catch (S3Exception failure) {
                if (!missingBucket(failure)) {
                    throw failure;
                }
                makeBucket();
                return request.get();
            }
        } catch (SdkException failure) {
            throw new BlobsUnavailable(failure);
        }
    }

    /** Many may find it missing at once, on this node and on others. */
    private synchronized void makeBucket() {
        try {
            s3.createBucket(create -> create.bucket(bucket));
        } catch (S3Exception failure) {
            if (failure.statusCode() != CONFLICT) {
                throw failure;
            }
        }
    }

    private boolean missingBucket(S3Exception failure) {
        return failure instanceof NoSuchBucketException || (failure.statusCode() == NOT_FOUND
                && failure.awsErrorDetails() != null && "NoSuchBucket".equals(failure.awsErrorDetails().errorCode()));
    }

    /** What is written past this service cannot find out that the bucket is missing and make it. */
    private void requireBucket() {
        if (!bucketThere) {
            attempt(() -> s3.listObjectsV2(request -> request.bucket(bucket).maxKeys(1)));
            bucketThere = true;
        }
    }

    private interface Signing {
        URI url() throws URISyntaxException;
    }

    private static URI uri(Signing signing) {
        try {
            return signing.url();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
