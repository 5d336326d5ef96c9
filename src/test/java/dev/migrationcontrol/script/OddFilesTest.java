package dev.migrationcontrol.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.Ours;
import dev.migrationcontrol.engine.Project;
import dev.migrationcontrol.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no scripts, and scripts that are no files. */
@Timeout(60)
class OddFilesTest {
    @TempDir
    private Path folder;

    private final ScriptCatalog catalog = new ScriptCatalog();
    private Project project;
    private Environment environment;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder).write("V1__one.sql", "SELECT 1;");
        environment = project.environment("nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V-1__a.sql",
                "U-1__a.sql",
                "B-1__a.sql",
                "V-2__a.sql",
                "V+2__a.sql",
                "V１__a.sql",
                "V٣__a.sql",
                "U１.2__a.sql",
                "Vlatest__a.sql",
                "Vcurrent__a.sql",
                "Vnext.sql",
                "V-1__a.sh",
                "V123456789012345678901234567890123456789012345678901__long.sql"
            })
    void aVersionThatFlywayWouldRunOtherwiseIsNamed(String name) {
        project.write(name, "SELECT 2;");
        assertThatThrownBy(() -> catalog.readFresh(environment))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining(name)
                .hasMessageContaining("version")
                .hasMessageNotContaining(folder.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "V2_b.sql|two underscores",
                "V2-b.sql|two underscores",
                "V2 b.sql|two underscores",
                "v3__c.sql|lower-case",
                "u3__c.sql|lower-case",
                "U1_x.sql|two underscores",
                "r__f.sql|lower-case",
                "R_f.sql|two underscores",
                "V 6__g.sql|' 6' is not a version",
                "V1..2__g.sql|'1..2' is not a version",
                "V1.__g.sql|'1.' is not a version",
                "V_1__g.sql|'_1' is not a version",
                "V1a__g.sql|'1a' is not a version",
                "V5__e.sql.txt|.sql",
                "V5__e.sql~|.sql",
                "V5__e.sql.orig|.sql",
                "V5__e.psql|.sql",
                "V5__e.old|.sql",
                ".V5__e.sql|does not begin",
                " V5__e.sql|does not begin",
                "2__e.sql|no prefix",
                "V2__code.java|.sql",
                "V1__one.conf|settings of no script",
                "V9__gone.sql.conf|settings of no script",
                "aftermigrate.sql|afterMigrate",
                "BEFOREEACHMIGRATE__x.sql|beforeEachMigrate"
            })
    void whatLooksLikeAMigrationAndIsNoneIsNamed(String name, String why) {
        project.write(name, "SELECT 2;");
        Scripts scripts = catalog.readFresh(environment).scripts();
        assertThat(scripts.migrations()).hasSize(1);
        assertThat(scripts.ignored()).singleElement().satisfies(ignored -> {
            assertThat(ignored.name()).isEqualTo(name);
            assertThat(ignored.detail()).contains(name, why);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes.sql",
                "README.md",
                "V1.md",
                "b2.png",
                "manifest.json",
                "seed/users.sql",
                "V2__b.sql",
                "V4__d.SQL",
                "V6.sql",
                "V7__.sql",
                "R__x.sql",
                "U1__one.sql",
                "V1__one.sql.conf",
                "afterMigrate.sql",
                "V8__s.sh"
            })
    void othersAreNot(String name) {
        project.write(name, "");
        assertThat(catalog.readFresh(environment).scripts().ignored()).isEmpty();
    }

    @Test
    void manyIgnoredFilesAreCounted() {
        for (int i = 0; i < 50; i++) {
            project.write("V" + (100 + i) + "_b.sql", "SELECT 1;");
        }
        List<IgnoredFile> ignored = catalog.readFresh(environment).scripts().ignored();
        assertThat(ignored).hasSize(ScriptNames.MOST_NAMED + 1);
        assertThat(ignored.get(ScriptNames.MOST_NAMED).name()).isNull();
        assertThat(ignored.get(ScriptNames.MOST_NAMED).detail()).startsWith("30 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2__b.sql", "U1__one.sql", "R__x.sql", "V1__one.sql.conf", "afterMigrate.sql"})
    void aScriptThatIsNoFileIsNamed(String name) throws Exception {
        Files.createSymbolicLink(folder.resolve(name), Path.of("nowhere"));
        assertNamed(name, "a link to a file that does not exist");
        Files.delete(folder.resolve(name));
        Files.createSymbolicLink(folder.resolve(name), Path.of(name));
        assertNamed(name, "");
        Files.delete(folder.resolve(name));
        makePipe(folder.resolve(name));
        assertNamed(name, "not a regular file");
    }

    @Test
    void aLinkBackIsNotFollowed() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        for (int i = 0; i < 3; i++) {
            Files.createSymbolicLink(folder.resolve("sub/loop" + i), folder);
        }
        Scripts scripts = catalog.readFresh(environment).scripts();
        assertThat(scripts.migrations()).hasSize(1);
        assertThat(scripts.ignored()).hasSize(3);
        assertThat(scripts.ignored().get(0).detail()).contains("sub/loop", "a folder above it");
    }

    @Test
    void aFolderThatBearsTheNameOfAScriptIsAFolder() {
        project.write("V2__b.sql/V3__c.sql", "SELECT 1;");
        assertThat(catalog.readFresh(environment).scripts().migrations())
                .extracting(Script::name)
                .containsExactly("V1__one.sql", "V2__b.sql/V3__c.sql");
    }

    @Test
    void hiddenFoldersArePassedOver() {
        project.write(".git/V2__b.sql", "SELECT 1;").write("..2024/V1__one.sql", "SELECT 1;");
        Scripts scripts = catalog.readFresh(environment).scripts();
        assertThat(scripts.migrations()).hasSize(1);
        assertThat(scripts.ignored()).isEmpty();
    }

    @Test
    void namesThatDifferInCaseAreDifferentFiles() {
        project.write("R__view.sql", "SELECT 1;").write("R__View.sql", "SELECT 2;");
        ResolvedScripts scripts = catalog.readFresh(environment);
        for (Script script : scripts.scripts().of(Script.Kind.REPEATABLE)) {
            assertThat(scripts.textOf(script))
                    .isEqualTo(script.name().equals("R__view.sql") ? "SELECT 1;" : "SELECT 2;");
        }
    }

    @Test
    void noNameKeepsOtherEnvironmentsFromBeingRead(@TempDir Path other) throws IOException {
        Environment neighbour =
                new Project(other).write("V1__one.sql", "SELECT 1;").environment("neighbour");
        Random random = new Random(20261129);
        for (int round = 0; round < 300; round++) {
            Path odd = write(oddName(random));
            try {
                Scripts scripts = catalog.readFresh(environment).scripts();
                assertThat(scripts.migrations()).isNotEmpty();
            } catch (ScriptsUnreadable refusal) {
                assertThat(refusal.detail()).as("%s", odd).contains("'test'").doesNotContain(folder.toString());
            }
            assertThat(catalog.readFresh(neighbour).scripts().migrations()).hasSize(1);
            if (odd != null) {
                Files.delete(odd);
            }
        }
    }

    private Path write(String name) throws IOException {
        try {
            Path file = folder.resolve(name);
            if (!file.getParent().equals(folder) || name.getBytes(StandardCharsets.UTF_8).length > 255) {
                return null;
            }
            return Files.exists(file) ? null : Files.writeString(file, "SELECT 1;");
        } catch (InvalidPathException impossible) {
            return null;
        }
    }

    private static String oddName(Random random) {
        List<String> parts = List.of(
                "V",
                "U",
                "R",
                "B",
                "v",
                "__",
                "_",
                ".",
                "-",
                "1",
                "2",
                "-1",
                "１",
                "٣",
                "1e5",
                "latest",
                " ",
                "\n",
                "\t",
                "\u0007",
                "🐘",
                "\uFFFD",
                "\u202E",
                "é",
                "e\u0301",
                "x".repeat(200),
                "9".repeat(60),
                ".sql",
                ".SQL",
                ".sh",
                ".conf",
                "%s",
                "${a}",
                "'",
                "\"",
                "\\",
                "afterMigrate",
                "&lt;");
        StringBuilder name = new StringBuilder(random.nextBoolean() ? "V" : "");
        for (int i = random.nextInt(7); i >= 0; i--) {
            name.append(parts.get(random.nextInt(parts.size())));
        }
        return name.append(random.nextInt(4) == 0 ? "" : ".sql").toString();
    }

    @Test
    void aDescriptionIsNotCutWithinACharacter() {
        project.write("V2__" + "a".repeat(196) + "🐘" + "aaaaa.sql", "SELECT 2;");
        Ours ours = new Ours(project, TestServer.createDatabase());
        assertThat(ours.upgrade().ran()).hasSize(2);
        assertThat(ours.upgrade().ran()).isEmpty();
    }

    @Test
    void aNameThatIsNotUtf8IsNamed() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "printf 'SELECT 1;' > \"$(printf 'V2__b\\377.sql')\"")
                .directory(folder.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        assertNamed("V2__b", "not UTF-8");
    }

    private void assertNamed(String name, String why) {
        assertThatThrownBy(() -> catalog.readFresh(environment))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining(name)
                .hasMessageContaining(why)
                .hasMessageNotContaining(folder.toString());
    }

    private static void makePipe(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
