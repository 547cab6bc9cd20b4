package dev.whiteboard.video.inspection;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ffprobe says; only what is asked of it here. */
record Probed(@Nullable List<Stream> streams, @Nullable Format format) {

    record Stream(int index, @Nullable String codecType, @Nullable String codecName, @Nullable Integer width,
            @Nullable Integer height, @Nullable String sampleAspectRatio, @Nullable String avgFrameRate,
            @Nullable String rFrameRate, @Nullable String duration, @Nullable Map<String, Integer> disposition,
            @Nullable Map<String, String> tags, @Nullable List<SideData> sideDataList) {}

    record SideData(@Nullable Double rotation) {}

    record Format(@Nullable String formatName, @Nullable String duration, @Nullable String startTime) {}
}
