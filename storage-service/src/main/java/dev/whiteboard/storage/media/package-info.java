/** Pictures and other files for chat, feed and products: uploaded past this service, checked, served to everybody for ever. */
@NullMarked
package dev.whiteboard.storage.media;

import org.jspecify.annotations.NullMarked;
