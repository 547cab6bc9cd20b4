package dev.whiteboard.common.web.error;

import java.io.IOException;
import java.io.Writer;

import dev.whiteboard.common.problem.Problem;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat says about requests that it refuses itself, before any servlet or filter sees them. */
public final class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = Problems.status(status);
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding("utf-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(problem.toJson());
                response.finishResponse();
            }
        } catch (IOException clientLeft) {
            container.getLogger().debug("The client did not wait for its error", clientLeft);
        }
    }
}
