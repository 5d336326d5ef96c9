package dev.migrationcontrol.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConversionLimits;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.finding.Severity;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Alembic and Django printed elsewhere and was given as files: recorded, cut off, mixed up, of another project. */
class PrintedOutputTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "code-migrations");

    @TempDir
    Path folder;

    @Test
    void manyRevisionsAreRefusedAtOnce() {
        String lines = "-- Running upgrade  -> r1\n".repeat(200_000);
        Findings findings = new Findings();
        assertThat(AlembicPart.read(MigrationText.whole("printed", lines, false), "upgrade", findings))
                .isEmpty();
        assertThat(findings.list()).extracting(each -> each.rule()).containsExactly("output-too-long");
        String most = lines.substring(0, lines.length() / 200_000 * AlembicPart.MOST);
        assertThat(AlembicPart.read(MigrationText.whole("printed", most, false), "upgrade", new Findings()))
                .hasSize(AlembicPart.MOST)
                .last()
                .extracting(each -> each.block().line())
                .isEqualTo(AlembicPart.MOST);
    }

    @Test
    void djangosOwnOutputIsOrderedByItsGraphAndSquashedOnce() {
        Conversion conversion = SqlFilesOutput.convert(
                "django",
                Converting.open(RECORDED.resolve("django")),
                Converting.open(RECORDED.resolve("django-output")));
        assertThat(errors(conversion)).isEmpty();
        assertThat(conversion.migrations().stream().map(ConvertedMigration::oldId))
                .containsExactly(
                        "contenttypes.0001_initial",
                        "contenttypes.0002_remove_content_type_name",
                        "people.0001_initial",
                        "shop.0001_initial",
                        "people.0002_favourite",
                        "shop.0002_first_shop",
                        "shop.0003_name_index",
                        "stock.0001_initial",
                        "stock.0002_amount",
                        "shop.0004_for_good");
        assertThat(Converting.findings(conversion))
                .contains(
                        "squashed-twice stock.0001_squashed_0002_amount.sql",
                        "step-without-sql shop.0002_first_shop.sql:3",
                        "step-without-sql shop.0002_first_shop.down.sql:3",
                        "order-unknown contenttypes.0001_initial.sql");
        assertThat(conversion.migrations().get(6).transactional())
                .as("atomic = False, concurrently")
                .isFalse();
        assertThat(conversion.migrations().get(9).parents())
                .containsExactly("shop.0003_name_index", "stock.0002_amount");
    }

    @Test
    void aSquashedMigrationStandsForThoseThatWereNotPrinted() throws IOException {
        for (String file : List.of("people.0001_initial", "people.0002_favourite", "shop.0001_initial")) {
            recorded(file);
        }
        for (String file : List.of("shop.0002_first_shop", "shop.0003_name_index", "shop.0004_for_good")) {
            recorded(file);
        }
        recorded("stock.0001_squashed_0002_amount");
        Conversion conversion = django();
        assertThat(errors(conversion)).isEmpty();
        assertThat(conversion.migrations())
                .filteredOn(each -> each.oldId().equals("shop.0004_for_good"))
                .allSatisfy(each -> assertThat(each.parents()).contains("stock.0001_squashed_0002_amount"));
    }

    @Test
    void whatDjangoDidNotPrintIsMissed() throws IOException {
        recorded("people.0001_initial");
        Converting.write(folder, "shop.0001_initial.sql", new byte[0]);
        Converting.write(folder, "people.0002_favourite.sql", "BEGIN;", "ALTER TABLE x ADD y int;", "ALTER TAB");
        Converting.write(folder, "shop.0002_first_shop.sql", "Traceback (most recent call last):", "ValueError: no");
        Converting.write(folder, "shop.0003_name_index.sql", "CREATE TABLE x (id integer PRIMARY KEY AUTOINCREMENT);");
        Converting.write(folder, "shop.0004_for_good.sql", "\\set x 1", "SELECT 1;");
        assertThat(errors(django()))
                .contains(
                        "output-incomplete stock.0001_initial",
                        "output-incomplete stock.0001_squashed_0002_amount",
                        "output-incomplete shop.0001_initial.sql",
                        "output-incomplete people.0002_favourite.sql",
                        "output-wrong shop.0002_first_shop.sql:1",
                        "output-not-postgresql shop.0003_name_index.sql:1",
                        "psql-meta-command shop.0004_for_good.sql:1");
    }

    @Test
    void djangosOrderKnowsFirstLatestUsersAndRunBefore() {
        Converting.write(folder, "site/settings.py", "AUTH_USER_MODEL = 'zoo.Keeper'");
        Converting.write(
                folder,
                "bar/migrations/0001_a.py",
                "dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ('foo', '__latest__')]");
        Converting.write(folder, "foo/migrations/0001_a.py", "dependencies = [('qux', '__first__')]");
        Converting.write(folder, "foo/migrations/0002_b.py", "dependencies = [('foo', '0001_a')]");
        Converting.write(folder, "qux/migrations/0001_a.py", "dependencies = []", "run_before = [('zoo', '0001_a')]");
        Converting.write(folder, "zoo/migrations/0001_a.py", "dependencies = []");
        Map<String, DjangoTree.Migration> tree = DjangoTree.read(Converting.open(folder));
        Findings findings = new Findings();
        assertThat(new DjangoOrder(tree, findings).sort(tree.keySet()))
                .containsExactly("qux.0001_a", "foo.0001_a", "foo.0002_b", "zoo.0001_a", "bar.0001_a");
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void aCircleOfDjangosIsAnError() {
        Converting.write(folder, "a/migrations/0001_x.py", "dependencies = [('b', '0001_x')]");
        Converting.write(folder, "b/migrations/0001_x.py", "dependencies = [('a', '0001_x')]");
        Findings findings = new Findings();
        Map<String, DjangoTree.Migration> tree = DjangoTree.read(Converting.open(folder));
        new DjangoOrder(tree, findings).sort(tree.keySet());
        assertThat(findings.list()).extracting("rule").containsExactly("cycle");
    }

    @Test
    void alembicsOwnOutputIsTakenApartAlsoWhereARowLooksLikeIt() throws IOException {
        Conversion conversion = alembic(recordedAlembic());
        assertThat(errors(conversion)).isEmpty();
        assertThat(conversion.migrations().stream().map(ConvertedMigration::oldId))
                .containsExactly("a1", "a3", "a2", "a4", "b1", "b2", "a5", "a6");
        assertThat(conversion.migrations().get(2).sql()).contains("-- Running upgrade a -> b");
        assertThat(conversion.migrations().get(5).parents())
                .as("with depends_on, of which the version table forgets the other branch")
                .containsExactly("b1", "a4");
    }

    @Test
    void aVersionTableOfAnotherNameIsLeftOutToo() throws IOException {
        Conversion conversion = alembic(recordedAlembic().replace("alembic_version", "our_versions"));
        assertThat(errors(conversion)).isEmpty();
        assertThat(conversion.migrations()).noneMatch(each -> each.sql().contains("our_versions"));
    }

    @Test
    void alembicsOutputHasToBeOfThisProjectWholeAndNothingElse() throws IOException {
        String whole = recordedAlembic();
        assertThat(errors(alembic(""))).contains("output-wrong upgrade.sql");
        assertThat(errors(alembic("CREATE TABLE a ();"))).contains("output-wrong upgrade.sql");
        assertThat(errors(alembic(whole.replace(" a6", " zz").replace("'a6'", "'zz'"))))
                .anyMatch(each -> each.startsWith("output-of-another-project upgrade.sql:"))
                .contains("output-incomplete upgrade.sql");
        assertThat(errors(alembic(whole.substring(0, whole.indexOf("-- Running upgrade a4 -> a5")))))
                .as("one head of two, as: alembic upgrade b2 --sql")
                .containsOnly("output-incomplete upgrade.sql");
        assertThat(errors(alembic(whole.substring(whole.indexOf("-- Running upgrade a1 -> a3")))))
                .as("from a revision on, as: alembic upgrade a1:heads --sql")
                .anyMatch(each -> each.startsWith("output-incomplete upgrade.sql:"));
        assertThat(errors(alembic(whole.substring(0, whole.indexOf("UPDATE alembic_version SET version_num='a6'")))))
                .anyMatch(each -> each.startsWith("output-incomplete upgrade.sql:"));
        assertThat(errors(alembic(whole.substring(0, whole.indexOf("opens TIME")))))
                .contains("output-incomplete upgrade.sql");
        assertThat(errors(alembic(whole + whole))).anyMatch(each -> each.startsWith("output-wrong upgrade.sql:"));
        assertThat(errors(alembic(whole.replace("-- Running upgrade a1 -> a2", "-- Running upgrade b1 -> a2"))))
                .anyMatch(each -> each.startsWith("output-outdated upgrade.sql:"));
        assertThat(
                        errors(
                                alembic(
                                        whole.replace(
                                                "-- Running upgrade a1 -> a2",
                                                "INFO  [alembic.runtime.migration] Running upgrade a1 -> a2, kinds\n-- Running upgrade a1 -> a2"))))
                .anyMatch(each -> each.startsWith("output-wrong upgrade.sql:"));
        assertThat(errors(alembic(whole.replace("CREATE TABLE kinds", "\\i secrets.sql\nCREATE TABLE kinds"))))
                .anyMatch(each -> each.startsWith("psql-meta-command upgrade.sql:"));
        assertThat(errors(alembic(whole.replace("CREATE TABLE kinds", "CREATE TABLE `kinds`"))))
                .anyMatch(each -> each.startsWith("output-not-postgresql upgrade.sql:"));
    }

    @Test
    void anOutputBeyondTheLimitsIsRefusedBeforeItIsRead() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("upgrade.sql").toFile(), "rw")) {
            file.setLength(ConversionLimits.USUAL.fileSize() + 1);
        }
        assertThatThrownBy(() -> Converting.open(folder))
                .extracting(e -> e.getClass().getSimpleName())
                .isEqualTo("SourceTooLarge");
    }

    private static List<String> errors(Conversion conversion) {
        return conversion.findings().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .map(each -> each.rule() + " " + each.where())
                .toList();
    }

    private static String recordedAlembic() throws IOException {
        return Files.readString(RECORDED.resolve("alembic-output").resolve("upgrade.sql"));
    }

    private static Conversion alembic(String output) {
        SourceFolder project = Converting.open(RECORDED.resolve("alembic"));
        return AlembicOutput.convert(
                project,
                AlembicOutput.Files.of(project),
                MigrationText.whole("upgrade.sql", output, false),
                AlembicOutput.Downs.NONE);
    }

    private void recorded(String id) throws IOException {
        Files.copy(RECORDED.resolve("django-output").resolve(id + ".sql"), folder.resolve(id + ".sql"));
    }

    private Conversion django() {
        return SqlFilesOutput.convert("django", Converting.open(RECORDED.resolve("django")), Converting.open(folder));
    }
}
