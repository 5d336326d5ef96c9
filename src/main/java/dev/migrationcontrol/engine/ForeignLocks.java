package dev.migrationcontrol.engine;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Recognises a migration runner by the key of the advisory lock that it takes while it works. Keys are those of locks on
 * one 64-bit number, {@code objsubid = 1} in {@code pg_locks}; no runner is known that locks a pair of numbers.
 */
public final class ForeignLocks {
    private static final long FLYWAY = 77431708279161L;
    private static final long RAILS = 2053462845L;
    private static final long SQLX = 0x3d32ad9eL;
    private static final long GOLANG_MIGRATE = 1486364155L;
    private static final List<String> GOLANG_TABLES = List.of("schema_migrations");

    /** The same in every database. */
    private static final Map<Long, String> CONSTANT = Map.of(
            4097083626L, "goose",
            2686470616L, "atlas",
            75474063L, "sqitch",
            72707369L, "prisma",
            7241865325823964L, "node-pg-migrate",
            4727445306447283L, "graphile-migrate",
            4036779288569897133L, "reshape",
            0x2c03057fb9525bL, "pgroll");

    private ForeignLocks() {}

    /**
     * The system whose runner holds this lock, where it is the lock of one.
     *
     * @param schemas where version tables may be: golang-migrate's key holds the schema's name
     * @return a name in kebab case; {@code flyway} also for the lock that this service takes itself
     */
    public static Optional<String> systemOf(long key, String databaseName, Collection<String> schemas) {
        return systemOf(key, databaseName, schemas, GOLANG_TABLES);
    }

    /** @param tables the names that version tables of golang-migrate have there, whose key holds it */
    public static Optional<String> systemOf(
            long key, String databaseName, Collection<String> schemas, Collection<String> tables) {
        if (CONSTANT.containsKey(key)) {
            return Optional.ofNullable(CONSTANT.get(key));
        }
        if (isFlyway(key)) {
            return Optional.of("flyway");
        }
        if (key == RAILS * crc32(databaseName)) {
            return Optional.of("rails");
        }
        if (key == SQLX * crc32(databaseName)) {
            return Optional.of("sqlx");
        }
        boolean golang = golangNames(databaseName, schemas, tables).anyMatch(name -> key == golangKey(name));
        return golang ? Optional.of("golang-migrate") : Optional.empty();
    }

    /** Flyway adds the 32-bit hash of the quoted table name to "Flyway" in ASCII. */
    private static boolean isFlyway(long key) {
        long hash = key - FLYWAY;
        return hash >= Integer.MIN_VALUE && hash <= Integer.MAX_VALUE;
    }

    /** Older releases left out the table, and the schema. A database given by URL keeps the slash of its path. */
    private static Stream<String> golangNames(
            String databaseName, Collection<String> schemas, Collection<String> tables) {
        return Stream.of(databaseName, "/" + databaseName)
                .flatMap(database -> Stream.concat(
                        Stream.of(database),
                        schemas.stream()
                                .flatMap(schema -> Stream.concat(
                                        Stream.of(schema + "\0" + database),
                                        tables.stream().map(table -> schema + "\0" + table + "\0" + database)))));
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
