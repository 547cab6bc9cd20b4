package dev.whiteboard.gateway.docs;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.whiteboard.gateway.route.HouseRoutes;
import dev.whiteboard.gateway.route.RouteMatch;
import dev.whiteboard.gateway.route.RouteTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts a service's OpenAPI description down to what clients can reach: operations that the route table sends to that
 * service, under the platform's own address. What is internal stays unmentioned.
 */
final class PublishedApi {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    /** A value that any variable of the table takes, short keys included. */
    private static final String SAMPLE = "sample0";

    private final RouteTable table;
    private final String publicUrl;

    PublishedApi(RouteTable table, String publicUrl) {
        this.table = table;
        this.publicUrl = publicUrl;
    }

    JsonNode publish(String service, ObjectNode description) {
        description.putArray("servers").addObject().put("url", publicUrl);
        if (description.get("paths") instanceof ObjectNode paths) {
            for (String path : List.copyOf(paths.propertyNames())) {
                if (paths.get(path) instanceof ObjectNode operations && !keepRouted(service, path, operations)) {
                    paths.remove(path);
                }
            }
        }
        return description;
    }

    /** Whether any operation of the path is left. */
    private boolean keepRouted(String service, String path, ObjectNode operations) {
        boolean any = false;
        for (String name : List.copyOf(operations.propertyNames())) {
            if (!METHODS.contains(name)) {
                continue;
            }
            if (routed(service, name, path)) {
                any = true;
            } else {
                operations.remove(name);
            }
        }
        return any;
    }

    private boolean routed(String service, String method, String path) {
        String sample = path.replaceAll("\\{[^}]*}", SAMPLE);
        return table.match(method.toUpperCase(Locale.ROOT), sample) instanceof RouteMatch.Found found
                && owner(found.route().upstream()).equals(service);
    }

    private static String owner(String upstream) {
        return upstream.equals(HouseRoutes.SHORT_LINKS) ? HouseRoutes.SHORTENER : upstream;
    }
}
