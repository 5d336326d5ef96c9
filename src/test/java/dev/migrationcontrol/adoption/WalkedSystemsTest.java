package dev.migrationcontrol.adoption;

import static dev.migrationcontrol.Service.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From the tree and the tables as the old system's own tool leaves them, to one history and back. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class WalkedSystemsTest {
    private static final String NAME = "walks";

    @ParameterizedTest
    @EnumSource
    void isConvertedAdoptedRetiredAndPutBack(WalkedSystem system) {
        WalkedProject walk = WalkedProject.at(NAME, system, 3).convert();
        List<String> before = walk.project.picture();
        assertExplainedByTheManifest();
        walk.consolidate("plan")
                .succeeded()
                .with("result.proof.verdict", "EXACT")
                .with("result.findings.rule", system.findings())
                .with("result.applied.oldId", system.ids())
                .with("result.pending", List.of());
        walk.consolidate("adopt").succeeded();
        assertThat(walk.provenance()).isEqualTo(provenance(system));
        assertThat(walk.project.stockFlyway())
                .hasSameSizeAs(system.ids())
                .allMatch(each -> each.matches(".* (Success|Baseline)"));
        walk.startOldTool();

        walk.consolidate("retire").succeeded().with("result.stage", "RETIRED");
        assertRefused(walk, system);
        assertThat(unexplained(walk)).isEmpty();

        walk.consolidate("undo").succeeded().with("result.stage", "NONE");
        assertThat(walk.project.picture()).isEqualTo(before);
        walk.startOldTool();
        assertThat(walk.project.picture()).isEqualTo(before);
        assertExplainedByTheManifest();
    }

    @ParameterizedTest
    @MethodSource
    void anEnvironmentThatIsBehindGoesOnAfterItsOldSystemRetired(WalkedSystem system) {
        WalkedProject walk = WalkedProject.at(NAME, system, 2).convert();
        walk.consolidate("adopt")
                .succeeded()
                .with(
                        "result.applied.oldId",
                        system.ids().subList(0, system.ids().size() - 1));
        walk.consolidate("retire").succeeded();
        upgrade(walk.project.environment, "{}").succeeded();
        assertThat(walk.project.stockFlyway()).hasSameSizeAs(system.ids()).allMatch(each -> each.endsWith(" Success"));
        assertThat(walk.project.environment.objects()).contains("orders_by_note");
        assertRefused(walk, system);
        walk.consolidate("undo").refused(409, "history-continued");
    }

    static Stream<WalkedSystem> anEnvironmentThatIsBehindGoesOnAfterItsOldSystemRetired() {
        return Arrays.stream(WalkedSystem.values()).filter(system -> !system.isBaseline());
    }

    @ParameterizedTest
    @MethodSource
    void aFileThatWasChangedAfterItRanIsFoundByItsChecksum(WalkedSystem system) {
        WalkedProject walk = WalkedProject.at(NAME, system, 3);
        walk.edit(Objects.requireNonNull(system.edited()));
        walk.convert();
        OperationAssert refused = walk.consolidate("adopt").failed("consolidation-blocked");
        assertThat(refused.json().<String>getList("result.findings.rule")).containsOnly("checksum-differs");
        assertThat(refused.json().<String>getList("result.findings.detail"))
                .anySatisfy(detail -> assertThat(detail)
                        .startsWith(system.system() + " recorded ")
                        .contains("the file was changed after it ran"));
    }

    static Stream<WalkedSystem> aFileThatWasChangedAfterItRanIsFoundByItsChecksum() {
        return Arrays.stream(WalkedSystem.values()).filter(system -> system.edited() != null);
    }

    @Test
    void refinerysChecksumsOfLargerNumbersAreNotCompared() {
        WalkedProject walk = WalkedProject.at(NAME, WalkedSystem.REFINERY, 3).convert();
        walk.project.environment.execute("ALTER TABLE refinery_schema_history ALTER version TYPE int8;"
                + "UPDATE refinery_schema_history SET checksum = '1'");
        walk.consolidate("plan").succeeded().with("result.findings.rule", List.of("checksums-not-compared"));
    }

    /** Flyway's baseline stands for all versions up to its own; what it undid does not count. */
    @Test
    void aBaselineOfAnEarlierFlywayStandsForAllBeforeIt() {
        WalkedProject walk = WalkedProject.at(NAME, WalkedSystem.FLYWAY_4, 3).convert();
        walk.project.environment.execute("DELETE FROM schema_version WHERE version = '1';"
                + "UPDATE schema_version SET type = 'BASELINE', script = '<< Flyway Baseline >>', checksum = NULL"
                + " WHERE version = '2'");
        walk.consolidate("plan")
                .succeeded()
                .with("result.applied.oldId", List.of("1", "2", "3"))
                .with("result.findings", List.of());
        walk.project.environment.execute("INSERT INTO schema_version VALUES (4, '3', 'notes', 'DELETE',"
                + " 'V3__notes.sql', NULL, 'x', now(), 0, true)");
        walk.consolidate("plan").succeeded().with("result.applied.oldId", List.of("1", "2"));
    }

    @Test
    void aBaselineOfAtlasStandsForAllBeforeIt() {
        WalkedProject walk = WalkedProject.at(NAME, WalkedSystem.ATLAS, 3).convert();
        walk.project.environment.execute("DELETE FROM atlas_schema_revisions.atlas_schema_revisions WHERE version LIKE"
                + " '%1'; UPDATE atlas_schema_revisions.atlas_schema_revisions SET type = 1, applied = 0, total = 0,"
                + " hash = '' WHERE version LIKE '%2'; UPDATE atlas_schema_revisions.atlas_schema_revisions"
                + " SET type = 6, applied = 1 WHERE version LIKE '%3'");
        walk.consolidate("plan")
                .succeeded()
                .with("result.applied.oldId", WalkedSystem.ATLAS.ids())
                .with("result.findings", List.of());
    }

    @Test
    void anAuditTellsRowsThatTheManifestDoesNotMap() {
        WalkedProject walk = WalkedProject.at(NAME, WalkedSystem.SQL_MIGRATE, 3).convert();
        walk.project.environment.execute("INSERT INTO gorp_migrations VALUES ('4-more.sql', now())");
        JsonPath audit = Service.get("/api/v1/environments/{}/audit", NAME).jsonPath();
        assertThat(audit.getString("findings.find { it.rule == 'recorded-not-in-manifest' }.detail"))
                .contains("1 of 4 rows", "4-more.sql");
        walk.project.manifest("{");
        assertThat(Service.get("/api/v1/environments/{}/audit", NAME).jsonPath().<String>getList("findings.rule"))
                .contains("manifest-unreadable");
    }

    @Test
    void aRegistryInASchemaOfAnotherNameRetiresAsAWhole() {
        WalkedProject walk = WalkedProject.at(NAME, WalkedSystem.SQITCH, 3).convert();
        walk.project.environment.execute("ALTER SCHEMA sqitch RENAME TO meta");
        List<String> before = walk.project.picture();
        walk.project
                .consolidate("{\"mode\":\"adopt\",\"acceptedDifferences\":[\"meta\"]}")
                .succeeded()
                .with("result.proof.differences.object", List.of("meta"));
        walk.consolidate("retire").succeeded();
        for (String table : List.of("changes", "dependencies", "events", "projects", "releases", "tags")) {
            assertThatThrownBy(() -> walk.project.environment.execute("SELECT * FROM meta." + table))
                    .rootCause()
                    .hasMessageContaining("sqitch is retired here");
        }
        walk.consolidate("undo").succeeded();
        assertThat(walk.project.picture()).isEqualTo(before);
    }

    /** A refusal to count would be taken for a database without a changelog, whoever asks. */
    @Test
    void mybatisIsHeldOffUnderAnotherRoleToo() {
        WalkedProject walk = WalkedProject.at(NAME, WalkedSystem.MYBATIS, 3).convert();
        walk.consolidate("adopt").succeeded();
        walk.consolidate("retire").succeeded();
        String role = "GRANT USAGE ON SCHEMA public TO pg_monitor; SET ROLE pg_monitor; ";
        walk.project.environment.execute(role + "select count(1) from CHANGELOG");
        for (String statement : List.of(
                "select ID, APPLIED_AT, DESCRIPTION from CHANGELOG order by ID",
                "insert into CHANGELOG (ID, APPLIED_AT, DESCRIPTION) values (1, '', '')")) {
            assertThatThrownBy(() -> walk.project.environment.execute(role + statement))
                    .rootCause()
                    .hasMessageContaining("mybatis is retired here");
        }
    }

    private static void assertRefused(WalkedProject walk, WalkedSystem system) {
        List<String> before = walk.contents();
        assertThatThrownBy(walk::startOldTool)
                .rootCause()
                .hasMessageContaining(system.system() + " is retired here: the migrations of this database are run by"
                        + " Migration Control")
                .hasMessageContaining("Nothing was applied.");
        assertThat(walk.contents()).isEqualTo(before);
    }

    /** Neither rows nor objects that the converted scripts account for are told as unknown. */
    private static void assertExplainedByTheManifest() {
        JsonPath audit = Service.get("/api/v1/environments/{}/audit", NAME).jsonPath();
        assertThat(audit.getString("objects.judged")).isEqualTo("SCRIPTS");
        assertThat(audit.<String>getList("findings.rule"))
                .doesNotContain(
                        "recorded-files-unknown",
                        "recorded-not-in-manifest",
                        "recorded-digest-differs",
                        "object-unexplained",
                        "objects-not-judged",
                        "manifest-unreadable",
                        "version-table-uncertain");
    }

    /** What the audit finds of old systems and cannot explain. */
    private static List<String> unexplained(WalkedProject walk) {
        List<String> found = new ArrayList<>(
                Service.get("/api/v1/environments/{}/audit", NAME).jsonPath().getList("systems.system"));
        found.addAll(Service.get("/api/v1/environments/{}/audit", NAME)
                .jsonPath()
                .getList("findings.findAll { it.rule == 'object-unexplained' }.where"));
        return found;
    }

    private static List<String> provenance(WalkedSystem system) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < system.ids().size(); i++) {
            String time = system.times().isEmpty() ? "" : " " + system.times().get(i);
            expected.add(system.system() + " " + system.ids().get(i) + time);
        }
        return expected;
    }
}
