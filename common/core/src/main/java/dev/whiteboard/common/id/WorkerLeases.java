package dev.whiteboard.common.id;

/** Where a generator finds its permission to issue ids. */
@FunctionalInterface
public interface WorkerLeases {

    /**
     * The lease to issue from now.
     *
     * @throws IdsUnavailable if this process holds none
     */
    WorkerLease current();
}
