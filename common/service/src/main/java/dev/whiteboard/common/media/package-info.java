/** Media as every service but storage knows them: ids whose owner, type and state storage is asked for. */
@NullMarked
package dev.whiteboard.common.media;

import org.jspecify.annotations.NullMarked;
