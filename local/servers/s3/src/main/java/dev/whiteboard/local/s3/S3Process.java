package dev.whiteboard.local.s3;

import java.net.URI;
import java.util.List;
import java.util.Properties;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3Proxy over a folder, with preflights answered for browsers. */
public final class S3Process {

    private S3Process() {}

    /** @param arguments the folder, the port, the access key; the secret comes from {@code S3_SECRET_KEY} */
    public static void main(String[] arguments) throws Exception {
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", arguments[0]);
        S3Proxy proxy = S3Proxy.builder().blobStore(BlobStores.create("filesystem-nio2", properties))
                .endpoint(URI.create("http://127.0.0.1:" + arguments[1]))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, arguments[2], System.getenv("S3_SECRET_KEY"))
                .corsRules(new CrossOriginResourceSharing(List.of("*"), List.of("GET", "HEAD", "PUT", "POST"),
                        List.of("*"),
                        List.of("ETag", "Content-Range", "Accept-Ranges"), ""))
                .ignoreUnknownHeaders(true).jettyMaxThreads(64).build();
        Preflight.answerAheadOf(proxy);
        proxy.start();
    }
}
