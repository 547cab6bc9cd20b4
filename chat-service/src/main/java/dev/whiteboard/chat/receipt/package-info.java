/** How far each device has received and read: watermarks that never go back. */
@NullMarked
package dev.whiteboard.chat.receipt;

import org.jspecify.annotations.NullMarked;
