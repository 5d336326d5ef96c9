package dev.migrationcontrol.access;

import java.util.List;

/** A rule in addition to the grants that may stand against changes; features register as beans. */
public interface Restriction {
    /**
     * What stands against a change now. Blocks. Asked before the change is accepted, again when its turn comes, and when
     * someone asks for a decision.
     *
     * @return every obstacle; none where nothing stands against it
     */
    List<Obstacle> against(Change change);
}
