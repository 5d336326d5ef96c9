package dev.migrationcontrol.system;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the advisory locks that a runner takes while it works.
 *
 * @param keys that are constant
 * @param common constant too, but numbers that an application could take: they need a version table of the system
 * @param rule how other keys are computed
 * @param salt a number that the rule takes
 */
record LockFacts(Set<Long> keys, Set<Long> common, @Nullable Rule rule, long salt) {
    static final LockFacts NONE = new LockFacts(Set.of(), Set.of(), null, 0);

    /** How a key is computed from names. */
    public enum Rule {
        /** The salt and the 32-bit hash of the quoted table name. */
        HASH_OF_TABLE,
        /** The salt times the checksum of the database's name. */
        CRC32_OF_DATABASE,
        /** The lower half of the salt times the checksum of the names of schema, table and database. */
        CRC32_OF_NAMES;

        @Override
        public String toString() {
            return MigrationSystem.spelled(this);
        }
    }
}
