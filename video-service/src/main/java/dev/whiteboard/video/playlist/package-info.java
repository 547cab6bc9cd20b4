/** What players read: playlists of HLS and tracks of pictures, made of what has been measured. */
@NullMarked
package dev.whiteboard.video.playlist;

import org.jspecify.annotations.NullMarked;
