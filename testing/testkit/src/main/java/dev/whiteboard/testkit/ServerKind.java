package dev.whiteboard.testkit;

/** The real servers that a test can ask for with {@link Servers}. */
public enum ServerKind {
    POSTGRES, REDIS, KAFKA, S3, ELASTICSEARCH
}
