package dev.whiteboard.video.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a video before its bytes arrive.
 *
 * @param sha256 of the bytes, if they say it
 */
public record NewVideo(String ownerId, String title, String description, List<String> tags, String fileName,
        byte @Nullable [] sha256) {}
