/** The description of a service's API as it really is: its names, what it requires, its doors and its one kind of error. */
@NullMarked
package dev.whiteboard.common.web.openapi;

import org.jspecify.annotations.NullMarked;
