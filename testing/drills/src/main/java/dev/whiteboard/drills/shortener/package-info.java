/** The url-shortener's drill: no acknowledged link lost, no key twice, clicks counted once. */
@NullMarked
package dev.whiteboard.drills.shortener;

import org.jspecify.annotations.NullMarked;
