/** A service's doors: which paths need a token, which need a role, and what a caller without one is told. */
@NullMarked
package dev.whiteboard.common.web.security;

import org.jspecify.annotations.NullMarked;
