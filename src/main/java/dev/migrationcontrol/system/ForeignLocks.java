package dev.migrationcontrol.system;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Recognises a migration runner by the key of the advisory lock that it takes while it works. Keys are those of locks on
 * one 64-bit number, {@code objsubid = 1} in {@code pg_locks}; no runner is known that locks a pair of numbers. Ecto's
 * optional one cannot be recognised: its key is Erlang's hash of a module's name, in a range where applications have
 * theirs.
 */
public final class ForeignLocks {
    private static final List<String> GOLANG_TABLES = List.of("schema_migrations");

    private ForeignLocks() {}

    /**
     * Where a lock is held.
     *
     * @param database its name
     * @param schemas where version tables may be: golang-migrate's key holds the schema's name
     * @param tables the names that version tables of golang-migrate have there, whose key holds it
     * @param systems those whose version tables are known to be there
     */
    public record Place(
            String database, Collection<String> schemas, Collection<String> tables, Collection<String> systems) {
        public static Place of(String database, Collection<String> schemas) {
            return new Place(database, schemas, GOLANG_TABLES, List.of());
        }
    }

    /**
     * The system whose runner holds this lock, where it is the lock of one.
     *
     * @return its id; {@code flyway} also for the lock that this service takes itself
     */
    public static Optional<String> systemOf(long key, Place place) {
        return MigrationSystems.all().stream()
                .filter(system -> isOf(system, key, place))
                .map(MigrationSystem::id)
                .findFirst();
    }

    private static boolean isOf(MigrationSystem system, long key, Place place) {
        LockFacts locks = system.locks();
        return locks.keys().contains(key)
                || (locks.common().contains(key) && place.systems().contains(system.id()))
                || isComputed(locks, key, place);
    }

    private static boolean isComputed(LockFacts locks, long key, Place place) {
        if (locks.rule() == null) {
            return false;
        }
        long salt = locks.salt();
        return switch (locks.rule()) {
            case HASH_OF_TABLE -> key - salt == (int) (key - salt);
            case CRC32_OF_DATABASE -> key == salt * crc32(place.database());
            case CRC32_OF_NAMES -> golangNames(place).anyMatch(name -> key == (crc32(name) * salt & 0xFFFFFFFFL));
        };
    }

    /** Older releases left out the table, and the schema. A database given by URL keeps the slash of its path. */
    private static Stream<String> golangNames(Place place) {
        return Stream.of(place.database(), "/" + place.database())
                .flatMap(database -> Stream.concat(
                        Stream.of(database),
                        place.schemas().stream()
                                .flatMap(schema -> Stream.concat(
                                        Stream.of(schema + "\0" + database),
                                        place.tables().stream()
                                                .map(table -> schema + "\0" + table + "\0" + database)))));
    }

    private static long crc32(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
