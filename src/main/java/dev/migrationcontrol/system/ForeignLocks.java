package dev.migrationcontrol.system;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    private static final long FLYWAY = 77431708279161L;
    private static final long RAILS = 2053462845L;
    private static final long SQLX = 0x3d32ad9eL;
    private static final long GOLANG_MIGRATE = 1486364155L;
    private static final List<String> GOLANG_TABLES = List.of("schema_migrations");

    /** goose has had the 32-bit one since it can lock by a table, and the 64-bit one in the releases before. */
    private static final Map<Long, String> CONSTANT = Map.of(
            4097083626L, "goose",
            5887940537704921958L, "goose",
            2686470616L, "atlas",
            75474063L, "sqitch",
            72707369L, "prisma",
            7241865325823964L, "node-pg-migrate",
            4727445306447283L, "graphile-migrate",
            4036779288569897133L, "reshape",
            0x2c03057fb9525bL, "pgroll");

    /** Numbers that an application could take too: they count only together with a version table of the system. */
    private static final Map<Long, String> COMMON = Map.of(12345L, "evolve");

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
     * @return a name in kebab case; {@code flyway} also for the lock that this service takes itself
     */
    public static Optional<String> systemOf(long key, Place place) {
        if (CONSTANT.containsKey(key)) {
            return Optional.ofNullable(CONSTANT.get(key));
        }
        if (COMMON.containsKey(key)) {
            return Optional.ofNullable(COMMON.get(key)).filter(place.systems()::contains);
        }
        if (isFlyway(key)) {
            return Optional.of("flyway");
        }
        if (key == RAILS * crc32(place.database())) {
            return Optional.of("rails");
        }
        if (key == SQLX * crc32(place.database())) {
            return Optional.of("sqlx");
        }
        return golangNames(place).anyMatch(name -> key == golangKey(name))
                ? Optional.of("golang-migrate")
                : Optional.empty();
    }

    /** Flyway adds the 32-bit hash of the quoted table name to "Flyway" in ASCII. */
    private static boolean isFlyway(long key) {
        long hash = key - FLYWAY;
        return hash >= Integer.MIN_VALUE && hash <= Integer.MAX_VALUE;
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

    private static long golangKey(String name) {
        return crc32(name) * GOLANG_MIGRATE & 0xFFFFFFFFL;
    }

    private static long crc32(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
