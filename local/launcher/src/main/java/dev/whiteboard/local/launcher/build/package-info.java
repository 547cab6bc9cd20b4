/** Turns the sources of services into runnable copies: what is old is built, unpacked and given an AOT cache. */
@NullMarked
package dev.whiteboard.local.launcher.build;

import org.jspecify.annotations.NullMarked;
