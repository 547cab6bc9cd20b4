package dev.whiteboard.common.web.list;

import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/**
 * What a client asked of a list by {@code ?cursor=&limit=}. Controllers take it as a parameter; a limit outside 1 to 100
 * never reaches them.
 *
 * @param cursor where the page before this one ended, absent for the first
 * @param limit how many at most
 */
@ParameterObject
public record ListQuery(
        @Nullable String cursor,
        int limit) {

    static final int LARGEST = 100;
    static final int USUAL = 20;
}
