/** Users, as identity knows them, for services that are told an id or a name and have to know whether it is anybody's. */
@NullMarked
package dev.whiteboard.common.user;

import org.jspecify.annotations.NullMarked;
