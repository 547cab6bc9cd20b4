/** Lists: where a page begins, how long it may be, and the body in which it leaves. */
@NullMarked
package dev.whiteboard.common.web.list;

import org.jspecify.annotations.NullMarked;
