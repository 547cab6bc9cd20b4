/** Who people are: users, their profiles, and the state of each published to whoever follows. */
@NullMarked
package dev.whiteboard.identity.account;

import org.jspecify.annotations.NullMarked;
