/** QR codes of short links. */
@NullMarked
package dev.whiteboard.shortener.qr;

import org.jspecify.annotations.NullMarked;
