/** Leases of Snowflake worker ids in the service's own database. */
@NullMarked
package dev.whiteboard.common.worker;

import org.jspecify.annotations.NullMarked;
