/** A bounded queue on the local disk that survives a crash: append-only files, one writer, one reader. */
@NullMarked
package dev.whiteboard.shortener.click.spool;

import org.jspecify.annotations.NullMarked;
