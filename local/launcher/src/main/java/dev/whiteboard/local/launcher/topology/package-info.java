/** What Whiteboard consists of: services, servers, ports and environment names, written down once. */
@NullMarked
package dev.whiteboard.local.launcher.topology;

import org.jspecify.annotations.NullMarked;
