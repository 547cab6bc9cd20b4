package dev.whiteboard.video.transcode;

import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.catalog.VideoId;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares what has arrived with what its owner says it is. */
@Component
class Checksums {
    /** What is read at one go, so that no single request to the store takes for ever. */
    private static final long STRETCH = 64L * 1024 * 1024;

    private final JdbcClient jdbc;
    private final BlobStore blobs;

    Checksums(JdbcClient jdbc, BlobStore blobs) {
        this.jdbc = jdbc;
        this.blobs = blobs;
    }

    /** @return true also if nothing was said */
    boolean right(VideoId video, String key) throws IOException, InterruptedException {
        Optional<byte[]> said = jdbc.sql("select source_sha256 from video where id = :id and source_sha256 is not null")
                .param("id", video.number()).query(byte[].class).optional();
        return said.isEmpty() || MessageDigest.isEqual(said.get(), sha256(key));
    }

    private byte[] sha256(String key) throws IOException, InterruptedException {
        MessageDigest digest = digest();
        long size = blobs.size(key).orElse(0);
        for (long at = 0; at < size; at += STRETCH) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try (InputStream bytes = blobs.open(key, at, Math.min(size, at + STRETCH) - 1)
                    .orElseThrow(() -> new IOException(key + " is gone"))) {
                new DigestInputStream(bytes, digest).transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
