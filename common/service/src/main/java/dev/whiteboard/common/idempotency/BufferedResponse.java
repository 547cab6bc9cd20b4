package dev.whiteboard.common.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.web.error.ProblemWriter;
import dev.whiteboard.common.web.error.Problems;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** Keeps an answer back until the transaction that stores it has committed: nothing reaches the client before. */
final class BufferedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<String> before;
    private final long limit;
    private final Body body = new Body();
    private @Nullable PrintWriter writer;

    BufferedResponse(HttpServletResponse response, long limit) {
        super(response);
        this.limit = limit;
        this.before = new HashSet<>(response.getHeaderNames());
    }

    byte[] body() {
        if (writer != null) {
            writer.flush();
        }
        return bytes.toByteArray();
    }

    /** Forgets what the handler said, so that something else can be said instead. */
    void startOver() {
        resetBuffer();
        for (String name : Set.copyOf(getHeaderNames())) {
            if (!before.contains(name)) {
                setHeader(name, null);
            }
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(body, UTF_8));
        }
        return writer;
    }

    @Override
    public void sendError(int status) throws IOException {
        ProblemWriter.write(this, Problems.status(status));
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        sendError(status);
    }

    @Override
    public void resetBuffer() {
        body();
        bytes.reset();
    }

    @Override
    public void reset() {
        resetBuffer();
    }

    @Override
    public void flushBuffer() {
        // The answer is sent when it is stored.
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void setContentLength(int length) {
        // Known when the answer is complete.
    }

    @Override
    public void setContentLengthLong(long length) {
        // Known when the answer is complete.
    }

    private final class Body extends ServletOutputStream {
        @Override
        public void write(int value) {
            require(1);
            bytes.write(value);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            require(length);
            bytes.write(buffer, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("a request with an Idempotency-Key is answered in one piece");
        }

        private void require(int more) {
            if (bytes.size() + more > limit) {
                throw new IllegalStateException(
                        "the answer to a request with an Idempotency-Key exceeds " + limit + " bytes");
            }
        }
    }
}
