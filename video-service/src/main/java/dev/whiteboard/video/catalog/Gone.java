package dev.whiteboard.video.catalog;

/** A video has been deleted or has failed: said within this service, in the transaction in which it becomes true. */
public record Gone(VideoId id) {}
