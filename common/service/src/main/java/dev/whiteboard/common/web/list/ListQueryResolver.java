package dev.whiteboard.common.web.list;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code cursor} and {@code limit}. */
final class ListQueryResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ListQuery.class;
    }

    @Override
    public ListQuery resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        String cursor = request.getParameter("cursor");
        return new ListQuery(cursor == null || cursor.isEmpty() ? null : cursor, limit(request.getParameter("limit")));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return ListQuery.USUAL;
        }
        if (text.matches("[1-9][0-9]?|" + ListQuery.LARGEST)) {
            return Integer.parseInt(text);
        }
        throw Problem.of(ErrorCode.INVALID_LIMIT, "must be a whole number from 1 to " + ListQuery.LARGEST)
                .field("limit")
                .asException();
    }
}
