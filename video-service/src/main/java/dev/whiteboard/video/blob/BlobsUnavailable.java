package dev.whiteboard.video.blob;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store does not answer, or not in time (503). What was uploaded so far stays. */
public final class BlobsUnavailable extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BlobsUnavailable.class);

    /** @param cause is for the log, not for the client */
    public BlobsUnavailable(Throwable cause) {
        super(Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "the object store is not answering")
                .retryAfter(Duration.ofSeconds(2)));
        LOG.warn("the object store: {}", cause.toString());
    }
}
