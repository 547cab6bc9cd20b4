package dev.whiteboard.shortener.redirect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the clicks that limited links have left are counted. */
interface ClickLimits {

    /**
     * Takes clicks, for good, before anybody is told.
     *
     * @param passwordHash the hash of the password that the visitors knew; null if they were not asked for one
     * @return what was taken; nothing if nothing is left, or if the link is not one that this visitor may follow any more
     * @throws TargetStore.Overloaded if it is not known whether anything was taken
     */
    Optional<Taken> take(String shortKey, @Nullable String passwordHash, int wanted);

    /**
     * @param live where the link leads at this very moment
     * @param granted how many were taken, at least one
     * @param usedUp whether these were the last
     */
    record Taken(Target.Live live, int granted, boolean usedUp) {}
}
