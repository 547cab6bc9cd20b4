package dev.whiteboard.journeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Takes the spans that services send by OTLP, as Tempo would. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Recorded> spans = new ConcurrentLinkedQueue<>();

    /** @param parent id of the span above it; empty for the first of a trace */
    record Recorded(String service, String trace, String id, String parent, String name) {}

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String endpoint() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Recorded> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
        fields(request, (number, resource) -> {
            if (number == 1) {
                resource(resource);
            }
        });
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void resource(ByteBuffer resource) {
        String[] service = {""};
        fields(resource.duplicate().order(ByteOrder.LITTLE_ENDIAN), (number, value) -> {
            if (number == 1) {
                fields(value, (_, attribute) -> service[0] = name(attribute, service[0]));
            }
        });
        fields(resource, (number, scope) -> {
            if (number == 2) {
                fields(scope, (inner, span) -> {
                    if (inner == 2) {
                        spans.add(span(service[0], span));
                    }
                });
            }
        });
    }

    /** The service's name if this is the attribute that holds it, else what was known before. */
    private static String name(ByteBuffer attribute, String before) {
        String[] parts = {"", ""};
        fields(attribute, (number, value) -> {
            if (number == 1) {
                parts[0] = text(value);
            } else if (number == 2) {
                fields(value, (kind, content) -> parts[1] = kind == 1 ? text(content) : "");
            }
        });
        return parts[0].equals("service.name") ? parts[1] : before;
    }

    private static Recorded span(String service, ByteBuffer span) {
        String[] parts = {"", "", "", "", "", ""};
        fields(span, (number, value) -> {
            switch (number) {
                case 1, 2, 4 -> parts[number] = hex(value);
                case 5 -> parts[number] = text(value);
                default -> {}
            }
        });
        return new Recorded(service, parts[1], parts[2], parts[4], parts[5]);
    }

    /** Goes through a protobuf message: of each field that has a length, its number and its bytes. */
    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> field) {
        message.order(ByteOrder.LITTLE_ENDIAN);
        while (message.hasRemaining()) {
            long tag = varint(message);
            switch ((int) tag & 7) {
                case 0 -> varint(message);
                case 1 -> message.getLong();
                case 5 -> message.getInt();
                case 2 -> {
                    int length = (int) varint(message);
                    field.accept((int) (tag >>> 3), message.slice(message.position(), length));
                    message.position(message.position() + length);
                }
                default -> throw new IllegalStateException("no protobuf");
            }
        }
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String text(ByteBuffer value) {
        return StandardCharsets.UTF_8.decode(value).toString();
    }

    private static String hex(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
