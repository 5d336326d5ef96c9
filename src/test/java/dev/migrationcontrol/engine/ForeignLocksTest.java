package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.system.ForeignLocks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignLocksTest {
    private static final List<String> SCHEMAS = List.of("public", "app");

    /** Keys of a database called shop, computed with zlib's crc32 as the runners compute them. */
    @ParameterizedTest
    @CsvSource({
        "goose, 4097083626",
        "goose, 5887940537704921958",
        "atlas, 2686470616",
        "sqitch, 75474063",
        "prisma, 72707369",
        "node-pg-migrate, 7241865325823964",
        "graphile-migrate, 4727445306447283",
        "reshape, 4036779288569897133",
        "pgroll, 12388221127840347",
        "flyway, 77433833903597",
        "rails, 5939944341529942170",
        "sqlx, 2969972169318647292",
        "golang-migrate, 3689236698",
        "golang-migrate, 2582123737",
        "golang-migrate, 3845299699",
        "golang-migrate, 1192721622"
    })
    void areRecognisedByTheirKeys(String system, long key) {
        assertThat(ForeignLocks.systemOf(key, ForeignLocks.Place.of("shop", SCHEMAS)))
                .contains(system);
    }

    @Test
    void includeTheOneThatEveryFlywayTakes() {
        long ours = new HistoryTable(Policy.defaults(List.of("filesystem:x"))).lockKey();

        assertThat(ours).isEqualTo(77433833903597L);
        assertThat(ForeignLocks.systemOf(ours, ForeignLocks.Place.of("shop", SCHEMAS)))
                .contains("flyway");
    }

    @Test
    void ofAtlasAreTheFnvHashOfTheirName() {
        int hash = 0x811c9dc5;
        for (byte each : "atlas_migrate_execute".getBytes(StandardCharsets.US_ASCII)) {
            hash = hash * 16777619 ^ each;
        }

        assertThat(ForeignLocks.systemOf(Integer.toUnsignedLong(hash), ForeignLocks.Place.of("shop", SCHEMAS)))
                .contains("atlas");
    }

    @Test
    void ofAnotherTableNeedItsName() {
        long key = 2076840996L;

        assertThat(ForeignLocks.systemOf(key, ForeignLocks.Place.of("shop", SCHEMAS)))
                .isEmpty();
        assertThat(ForeignLocks.systemOf(key, new ForeignLocks.Place("shop", SCHEMAS, List.of("versions"), List.of())))
                .contains("golang-migrate");
    }

    /** The CRC-64 (ECMA) of its name, whose constants are those of XZ. */
    @Test
    void ofOlderGooseIsTheChecksumOfItsName() {
        long crc = -1;
        for (byte each : "goose".getBytes(StandardCharsets.US_ASCII)) {
            crc ^= each & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xC96C5795D7870F42L;
            }
        }

        assertThat(ForeignLocks.systemOf(~crc, ForeignLocks.Place.of("shop", SCHEMAS)))
                .contains("goose");
    }

    @Test
    void thatApplicationsCouldHaveNeedTheSystemsTable() {
        assertThat(ForeignLocks.systemOf(12345, new ForeignLocks.Place("shop", SCHEMAS, List.of(), List.of("evolve"))))
                .contains("evolve");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "42", "12345", "-1", "9223372036854775807", "-9223372036854775808", "77400000000000"})
    void ofApplicationsAreNobodys(long key) {
        assertThat(ForeignLocks.systemOf(key, ForeignLocks.Place.of("shop", SCHEMAS)))
                .isEmpty();
    }

    @Test
    void ofAnotherDatabaseAreNobodys() {
        assertThat(ForeignLocks.systemOf(5939944341529942170L, ForeignLocks.Place.of("shop2", SCHEMAS)))
                .isEmpty();
        assertThat(ForeignLocks.systemOf(3689236698L, ForeignLocks.Place.of("shop2", SCHEMAS)))
                .isEmpty();
        assertThat(ForeignLocks.systemOf(3689236698L, ForeignLocks.Place.of("shop", List.of("other"))))
                .isEmpty();
    }
}
