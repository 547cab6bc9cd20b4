package dev.whiteboard.video.inspection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of inspections.
 *
 * @param limit how long one program may look
 * @param longest what a video may last at most
 * @param scanned up to which size every frame is looked at, and not what the file says about itself alone
 */
@ConfigurationProperties("whiteboard.video.inspection")
record InspectionProperties(Duration limit, Duration longest, DataSize scanned) {}
