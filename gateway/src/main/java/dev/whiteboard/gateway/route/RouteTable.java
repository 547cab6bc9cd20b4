package dev.whiteboard.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything that can be reached through the gateway, in order of precedence: the first row whose path and method fit
 * wins. What is not in the table does not exist for clients, whatever a service may serve behind it.
 */
public final class RouteTable {
    private record Row(
            PathShape shape,
            EdgeRoute route) {}

    private final List<Row> rows;

    public RouteTable(List<EdgeRoute> routes) {
        this.rows = routes.stream().map(route -> new Row(new PathShape(route.path()), route)).toList();
    }

    public List<EdgeRoute> routes() {
        return rows.stream().map(Row::route).toList();
    }

    /** This table with rows of higher precedence in front. */
    public RouteTable preceded(List<EdgeRoute> first) {
        List<EdgeRoute> all = new ArrayList<>(first);
        all.addAll(routes());
        return new RouteTable(all);
    }

    public RouteMatch match(String method, String path) {
        String[] segments = PathShape.split(path);
        SortedSet<String> allowed = new TreeSet<>();
        for (Row row : rows) {
            if (!row.shape().matches(segments)) {
                continue;
            }
            if (row.route().methods().contains(method)) {
                return new RouteMatch.Found(row.route());
            }
            allowed.addAll(row.route().methods());
        }
        return allowed.isEmpty() ? new RouteMatch.Missing() : new RouteMatch.WrongMethod(allowed);
    }
}
