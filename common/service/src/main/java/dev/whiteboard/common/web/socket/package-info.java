/** WebSockets for users: who opened one is known by a token, and it lasts as long as the token does. */
@NullMarked
package dev.whiteboard.common.web.socket;

import org.jspecify.annotations.NullMarked;
