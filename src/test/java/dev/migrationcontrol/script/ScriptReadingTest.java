package dev.migrationcontrol.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.engine.Project;
import dev.migrationcontrol.environment.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptReadingTest {
    @TempDir
    private Path folder;

    private final ScriptCatalog catalog = new ScriptCatalog();
    private Project project;
    private Environment environment;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder).write("V1__one.sql", "SELECT 1;").write("R__two.sql", "SELECT 2;");
        environment = project.environment("nowhere");
    }

    @Test
    void readsAgainWhenAFileChanges() throws IOException {
        ResolvedScripts first = catalog.readFresh(environment);
        assertThat(catalog.readFresh(environment).scripts()).isSameAs(first.scripts());
        Path file = folder.resolve("V1__one.sql");
        Files.writeString(file, "SELECT 9;");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        ResolvedScripts second = catalog.readFresh(environment);
        assertThat(second.scripts().digest()).isNotEqualTo(first.scripts().digest());
        assertThat(second.scripts().migrations().get(0).checksum())
                .isNotEqualTo(first.scripts().migrations().get(0).checksum());
        project.write("sub/V2__two.sql", "SELECT 2;");
        assertThat(catalog.readFresh(environment).scripts().migrations())
                .extracting(Script::name)
                .containsExactly("V1__one.sql", "sub/V2__two.sql", "R__two.sql");
        project.remove("V1__one.sql");
        assertThat(catalog.readFresh(environment).scripts().migrations()).hasSize(2);
    }

    @Test
    void hasADigestOfNamesTextsAndConfFiles() {
        List<String> digests = new ArrayList<>();
        digests.add(digest());
        project.write("V1__one.sql", "SELECT 1; ");
        digests.add(digest());
        project.write("V1__one.sql.conf", "executeInTransaction=false");
        digests.add(digest());
        project.remove("R__two.sql").write("R__three.sql", "SELECT 2;");
        digests.add(digest());
        assertThat(digests).doesNotHaveDuplicates();
        assertThat(digest()).isEqualTo(digests.get(3));
    }

    @Test
    void refusesTwoScriptsOfOneVersion() {
        project.write("V1.0__again.sql", "SELECT 1;");
        assertThatThrownBy(() -> catalog.read(environment))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining("have the same version 1");
    }

    @Test
    void refusesTwoUndosOrRepeatablesOfOneName() {
        project.write("sub/R__two.sql", "SELECT 1;");
        assertThatThrownBy(() -> catalog.read(environment)).hasMessageContaining("R__two.sql");
        project.remove("sub/R__two.sql").write("U1__a.sql", "SELECT 1;").write("U1__b.sql", "SELECT 1;");
        assertThatThrownBy(() -> catalog.read(environment)).hasMessageContaining("version 1");
    }

    @Test
    void refusesAMissingFolder() throws IOException {
        catalog.read(environment);
        project.remove("V1__one.sql").remove("R__two.sql");
        Files.delete(folder);
        assertThatThrownBy(() -> catalog.readFresh(environment))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining("there is no folder " + folder);
        Files.createDirectory(folder);
        assertThat(catalog.readFresh(environment).scripts().migrations()).isEmpty();
    }

    @Test
    void tellsWhatOnlyFlywayCanRun() {
        project.write("beforeEachMigrate__x.sql", "SELECT 1;")
                .write("afterMigrate.sql", "SELECT 1;")
                .write("U1__one.sql", "SELECT 1;")
                .write("B1__one.sql", "SELECT 1;")
                .write("V3__code.sh", "true")
                .write("sub/afterMigrate.sh", "true")
                .write("notes.sql", "no script");
        Scripts scripts = catalog.read(environment);
        assertThat(scripts.stockOnly()).containsExactly("V3__code.sh", "sub/afterMigrate.sh");
        assertThat(scripts.migrations()).hasSize(3);
        assertThat(scripts.undos()).hasSize(1);
        assertThat(scripts.baselines()).hasSize(1);
    }

    private String digest() {
        return catalog.readFresh(environment).scripts().digest();
    }
}
