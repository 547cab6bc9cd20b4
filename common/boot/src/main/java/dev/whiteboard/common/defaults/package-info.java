/** The settings that every process starts from; whatever an application or its environment says wins over them. */
@NullMarked
package dev.whiteboard.common.defaults;

import org.jspecify.annotations.NullMarked;
