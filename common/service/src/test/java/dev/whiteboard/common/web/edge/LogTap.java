package dev.whiteboard.common.web.edge;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Hears what the application complains about while it is open. */
final class LogTap extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<ILoggingEvent> complaints = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    LogTap() {
        start();
        root.addAppender(this);
    }

    List<ILoggingEvent> complaints() {
        return complaints;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            event.prepareForDeferredProcessing();
            complaints.add(event);
        }
    }

    @Override
    public void close() {
        root.detachAppender(this);
    }
}
