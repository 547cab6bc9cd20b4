/** Where buyers want things sent to. */
@NullMarked
package dev.whiteboard.commerce.address;

import org.jspecify.annotations.NullMarked;
