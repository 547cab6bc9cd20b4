/** Removes the objects of videos that are gone, again and again until nobody can be writing them any more. */
@NullMarked
package dev.whiteboard.video.erasure;

import org.jspecify.annotations.NullMarked;
