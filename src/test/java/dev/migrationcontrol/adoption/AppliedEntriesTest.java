package dev.migrationcontrol.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.system.table.OldSystem;
import dev.migrationcontrol.system.table.VersionTable;
import dev.migrationcontrol.text.Digests;
import dev.migrationcontrol.text.LineEnds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppliedEntriesTest {
    private final Findings findings = new Findings();

    @Test
    void headsBringTheirAncestors() {
        List<AdoptionManifest.Entry> tree = List.of(
                entry("1", "a"),
                entry("2", "b", "a"),
                entry("3", "c", "a"),
                entry("4", "d", "b", "c"),
                entry("5", "e", "d"));
        assertThat(applied(system("alembic"), tree, "d")).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(applied(system("alembic"), tree, "b", "c")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void aParentThatIsNotConvertedIsFound() {
        applied(system("alembic"), List.of(entry("2", "b", "a")), "b");
        assertThat(findings.list()).extracting(Finding::rule).containsExactly("unknown-parent");
    }

    @Test
    void theNewestBringsAllBeforeItByNumber() {
        List<AdoptionManifest.Entry> files = List.of(entry("1", "9"), entry("2", "10"), entry("3", "11"));
        assertThat(applied(system("golang-migrate"), files, "10")).containsExactlyInAnyOrder("9", "10");
    }

    @ParameterizedTest
    @CsvSource({
        "20240101_init,        20240101_init",
        "001_customers.sql,    migrations/001_customers.sql",
        "000012_x.up.sql,      000012_x",
        "12,                   000012_x.up.sql",
        "0007,                 7",
        "20240101,             20240101_init.sql",
        "1,                    V0001.Initial_Schema.up.sql"
    })
    void aRowIsKnownByIdFileOrNumber(String recorded, String converted) {
        assertThat(applied(system("custom"), List.of(entry("1", converted), entry("2", "99_other.sql")), recorded))
                .containsExactly(converted);
        assertThat(findings.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.2, 1", "1, 1.2_x.sql", "2f0e9f3c6a3b4b8e9a575f1c1d2e3f40, 2_x.sql"})
    void partsOfANumberAndHashesCount(String recorded, String converted) {
        assertThat(applied(system("custom"), List.of(entry("1", converted)), recorded))
                .isEmpty();
        assertThat(findings.list()).extracting(Finding::rule).containsExactly("unknown-version");
    }

    @Test
    void theSameIdWinsOverTheSameNumber() {
        List<AdoptionManifest.Entry> files = List.of(entry("1", "1_a.sql"), entry("2", "1_b.sql"));
        assertThat(applied(system("custom"), files, "1_b.sql")).containsExactly("1_b.sql");
        assertThat(findings.list()).isEmpty();
        applied(system("custom"), files, "1");
        assertThat(findings.list()).extracting(Finding::rule).containsExactly("ambiguous-version");
    }

    @Test
    void aBaselineStandsForAllOfItsMigrationsOrForNone() {
        AdoptionManifest.Entry baseline = new AdoptionManifest.Entry(
                "1", null, "B1__all.sql", null, "rails", "db/structure.sql", null, List.of("1", "2"));
        assertThat(applied(system("rails"), List.of(baseline), "1", "2")).containsExactly("db/structure.sql");
        assertThat(findings.list()).isEmpty();
        applied(system("rails"), List.of(baseline), "1");
        assertThat(findings.list()).extracting(Finding::rule).containsExactly("baseline-half-applied");
        assertThat(applied(system("alembic"), List.of(baseline), "2")).containsExactly("db/structure.sql");
    }

    @Test
    void rowsOfTheOtherSystemOnASharedTableAreNotUnknown() {
        VersionTable table = table();
        SystemRecord record = new SystemRecord(system("dbmate"), table, rows("1", "2"));
        assertThat(new AppliedEntries(record, List.of(entry("1", "1")), true, findings).find())
                .hasSize(1);
        assertThat(findings.list()).isEmpty();
    }

    /** An adoption reads its rows under a lock, in a transaction that may not rest: the time must not grow with their cube. */
    @Test
    void aLongHistoryIsReadAtOnce() {
        int many = 5_000;
        List<AdoptionManifest.Entry> entries = IntStream.rangeClosed(1, many)
                .mapToObj(each -> entry(String.valueOf(each), String.format("%06d_step.sql", each)))
                .toList();
        String[] recorded =
                IntStream.rangeClosed(1, many).mapToObj(String::valueOf).toArray(String[]::new);
        assertThat(applied(system("custom"), entries, recorded)).hasSize(many);
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void whatACounterHasPassedCountsToo() {
        List<AdoptionManifest.Entry> entries = List.of(entry("0", "0.sql"), entry("9", "9.sql"), entry("10", "10.sql"));
        SystemRecord counter = new SystemRecord(system("custom"), table(), rows("9"), true);
        assertThat(new AppliedEntries(counter, entries, false, findings)
                        .find().keySet().stream().map(AdoptionManifest.Entry::oldId))
                .containsExactlyInAnyOrder("0.sql", "9.sql");
        SystemRecord said = new SystemRecord(system("custom"), table(), rows("9"));
        assertThat(said.mayBeCounter()).isTrue();
        assertThat(counter.mayBeCounter()).isFalse();
        assertThat(new SystemRecord(system("goose"), table(), rows("9")).mayBeCounter())
                .isFalse();
        assertThat(findings.list()).isEmpty();
    }

    /** As version control checks files out on another system. */
    @Test
    void onlyOtherLineEndsAreSaidAndAccepted() {
        byte[] windows = "create table a (id int);\r\n-- end\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] unix = "create table a (id int);\n-- end\n".getBytes(StandardCharsets.UTF_8);
        assertThat(LineEnds.other(windows)).isEqualTo(unix);
        assertThat(LineEnds.other(unix)).isEqualTo(windows);
        AdoptionManifest.Entry entry = new AdoptionManifest.Entry(
                "1",
                null,
                "V1__a.sql",
                null,
                "sqlx",
                "1",
                Digests.hex("SHA-384", windows),
                Digests.hex("SHA-384", LineEnds.other(windows)),
                List.of());
        for (byte[] recorded : List.of(windows, unix)) {
            RecordedRow row =
                    new RecordedRow("1", null, null, RecordedRow.State.APPLIED, Digests.hex("SHA-384", recorded));
            SystemRecord record = new SystemRecord(system("sqlx"), table(), List.of(row));
            assertThat(new AppliedEntries(record, List.of(entry), false, findings).find())
                    .hasSize(1);
        }
        assertThat(findings.list()).extracting(Finding::rule).containsExactly("line-ends-differ");
        assertThat(Findings.block(findings.list())).isFalse();
    }

    private List<String> applied(OldSystem system, List<AdoptionManifest.Entry> entries, String... recorded) {
        SystemRecord record = new SystemRecord(system, table(), rows(recorded));
        return new AppliedEntries(record, entries, false, findings)
                .find().keySet().stream().map(AdoptionManifest.Entry::oldId).toList();
    }

    private static VersionTable table() {
        return new VersionTable("public", "x", 1, Map.of(), null);
    }

    private static List<RecordedRow> rows(String... ids) {
        return Arrays.stream(ids)
                .map(id -> new RecordedRow(id, null, null, RecordedRow.State.APPLIED, null))
                .toList();
    }

    private static AdoptionManifest.Entry entry(String version, String oldId, @Nullable String... parents) {
        return new AdoptionManifest.Entry(version, null, null, null, "any", oldId, null, Arrays.asList(parents));
    }

    private static OldSystem system(String id) {
        return OldSystem.find(id).orElseThrow();
    }
}
