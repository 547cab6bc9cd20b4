/** The first things that happen to a request: it gets its id and its trace, and its body gets a limit. */
@NullMarked
package dev.whiteboard.common.web.request;

import org.jspecify.annotations.NullMarked;
