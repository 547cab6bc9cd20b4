package dev.whiteboard.local.s3;

import java.lang.reflect.Field;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.http.HttpFields;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Answers the preflight that a browser sends before a presigned PUT. S3Proxy would check a signature that a preflight
 * never has, so this sits ahead of it, in its Jetty, which it keeps to itself.
 */
final class Preflight extends Handler.Wrapper {

    private Preflight(Handler next) {
        super(next);
    }

    static void answerAheadOf(S3Proxy proxy) throws ReflectiveOperationException {
        Field field = S3Proxy.class.getDeclaredField("server");
        field.setAccessible(true);
        Server jetty = (Server) field.get(proxy);
        jetty.setHandler(new Preflight(jetty.getHandler()));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("OPTIONS")) {
            return super.handle(request, response, callback);
        }
        String asked = request.getHeaders().get("Access-Control-Request-Headers");
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST");
        headers.put("Access-Control-Allow-Headers", asked == null ? "*" : asked);
        headers.put("Access-Control-Expose-Headers", "ETag, Content-Range, Accept-Ranges");
        headers.put("Access-Control-Max-Age", "3600");
        response.setStatus(204);
        callback.succeeded();
        return true;
    }
}
