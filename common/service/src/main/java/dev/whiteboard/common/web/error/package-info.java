/** Every failure of a servlet service, wherever it happens, ends here and leaves as one problem+json answer. */
@NullMarked
package dev.whiteboard.common.web.error;

import org.jspecify.annotations.NullMarked;
