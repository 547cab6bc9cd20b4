/** What keeps a person signed in: access tokens and the family of refresh tokens behind them. */
@NullMarked
package dev.whiteboard.identity.session;

import org.jspecify.annotations.NullMarked;
