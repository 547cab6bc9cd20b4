package dev.whiteboard.gateway.route;

import java.util.SortedSet;

/** What the table says about a method and a path. */
public sealed interface RouteMatch {
    record Found(
            EdgeRoute route) implements RouteMatch {}

    record WrongMethod(
            SortedSet<String> allowed) implements RouteMatch {}

    record Missing() implements RouteMatch {}
}
