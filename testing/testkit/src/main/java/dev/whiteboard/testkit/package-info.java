/** What tests of every room share: real servers, faults, races, movable time, seeds, tokens and promises. */
@NullMarked
package dev.whiteboard.testkit;

import org.jspecify.annotations.NullMarked;
