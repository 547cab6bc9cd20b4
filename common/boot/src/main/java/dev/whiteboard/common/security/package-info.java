/** Who is calling: access tokens verified by every process itself, by one set of rules, against identity's public keys. */
@NullMarked
package dev.whiteboard.common.security;

import org.jspecify.annotations.NullMarked;
