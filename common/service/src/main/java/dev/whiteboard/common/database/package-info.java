/** The database as every service uses it: common's tables first, one clock, bounded waits, housekeeping. */
@NullMarked
package dev.whiteboard.common.database;

import org.jspecify.annotations.NullMarked;
