package dev.whiteboard.video.blob;

import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** One bucket of any store that speaks S3. */
final class S3BlobStore implements BlobStore, AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final S3Client s3;
    private final S3Presigner inside;
    private final S3Presigner outside;
    private final String bucket;
    private volatile boolean bucketThere;

    /**
     * @param inside signs addresses that this service's own programs use
     * @param outside signs those that clients use
     */
    S3BlobStore(S3Client s3, S3Presigner inside, S3Presigner outside, String bucket) {
        this.s3 = s3;
        this.inside = inside;
        this.outside = outside;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, byte[] bytes) {
        attempt(() -> s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes)));
    }

    @Override
    public void put(String key, Path file) {
        attempt(() -> s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(file)));
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
    public void delete(List<String> keys) {
        keys.forEach(key -> present(() -> s3.deleteObject(request -> request.bucket(bucket).key(key))));
    }

    @Override
    public List<String> list(String prefix) {
        return attempt(() -> s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix))).contents().stream()
                .map(S3Object::key).toList();
    }

    @Override
    public URI readable(String key, Duration lifetime) {
        return uri(() -> inside.presignGetObject(request -> request.signatureDuration(lifetime)
                .getObjectRequest(object -> object.bucket(bucket).key(key))).url().toURI());
    }

    @Override
    public URI writable(String key, Duration lifetime) {
        requireBucket();
        return uri(() -> outside.presignPutObject(request -> request.signatureDuration(lifetime)
                .putObjectRequest(object -> object.bucket(bucket).key(key))).url().toURI());
    }

    @Override
    public String beginParts(String key) {
        return attempt(() -> s3.createMultipartUpload(request -> request.bucket(bucket).key(key))).uploadId();
    }

    @Override
    public URI writablePart(String key, String upload, int number, Duration lifetime) {
        return uri(() -> outside.presignUploadPart(request -> request.signatureDuration(lifetime).uploadPartRequest(
                part -> part.bucket(bucket).key(key).uploadId(upload).partNumber(number))).url().toURI());
    }

    @Override
    public Optional<List<Part>> parts(String key, String upload) {
        return present(() -> s3.listPartsPaginator(request -> request.bucket(bucket).key(key).uploadId(upload)).parts()
                .stream().map(part -> new Part(part.partNumber(), part.eTag(), part.size())).toList());
    }

    @Override
    public boolean finishParts(String key, String upload, List<Part> parts) {
        List<CompletedPart> completed = parts.stream().map(
                part -> CompletedPart.builder().partNumber(part.number()).eTag(part.etag()).build()).toList();
        return attempt(() -> {
            try {
                s3.completeMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload)
                        .multipartUpload(all -> all.parts(completed)));
                return true;
            } catch (S3Exception refused) {
                if (refused.statusCode() < SERVER_ERROR && !missingBucket(refused)) {
                    return false;
                }
                throw refused;
            }
        });
    }

    @Override
    public void abortParts(String key, String upload) {
        present(() -> s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload)));
    }

    private <T> Optional<T> present(Supplier<T> request) {
        return attempt(() -> {
            try {
                return Optional.of(request.get());
            } catch (NoSuchKeyException | NoSuchUploadException missing) {
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
        inside.close();
        outside.close();
        s3.close();
    }
}
