package dev.migrationcontrol.audit.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.audit.patch.TreePatch.DraftedChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreePatchTest {
    private static final Path LEGACY = Path.of("deploy", "sample", "legacy");

    @TempDir
    private Path folder;

    @Test
    void theSampleAfterItsPatchHasOneRunnerOneNameAndImportsThatResolve() {
        PatchedTree tree = PatchedTree.of(LEGACY, folder.resolve("legacy"));
        assertThat(unresolved(tree.before())).isEmpty();
        assertThat(unresolved(tree.after())).isEmpty();
        assertThat(tree.after())
                .doesNotContainKey("shop/sql_runner.py")
                .containsKeys(".env", "tests/.env.test", "scripts/upgrade-database.sh", "sql/001_create_products.sql");
        assertThat(tree.after().get("README.md"))
                .contains("## Database migrations")
                .doesNotContain("sql_runner");
        tree.after().forEach((path, text) -> {
            assertThat(path.equals("README.md") ? "" : text).as(path).doesNotContain("DATABASE_TEST_URL", "sql_runner");
        });
        assertThat(tree.patch().text()).doesNotContain("hunter2").doesNotContain("a/deploy/production.yaml");
        assertThat(tree.patch().files())
                .contains(new DraftedChange(
                        "shop/sql_runner.py",
                        DraftedChange.Kind.DELETED,
                        "the custom runner is replaced by Migration Control"));
        assertThat(tree.after().get("tests/conftest.py"))
                .contains("upgrade-database.sh")
                .doesNotContain("command.upgrade(");
        assertThat(tree.after().get("scripts/reset.sh"))
                .doesNotContain("alembic")
                .containsOnlyOnce("upgrade-database.sh");
    }

    /** Imports of modules of the tree itself that are not there. */
    static List<String> unresolved(Map<String, String> files) {
        List<String> unresolved = new ArrayList<>();
        Pattern imports = Pattern.compile("(?m)^\\s*(?:from\\s+([\\w.]+)\\s+import|import\\s+([\\w.]+))");
        files.forEach((path, text) -> {
            Matcher matcher = imports.matcher(path.endsWith(".py") ? text : "");
            while (matcher.find()) {
                String module = (matcher.group(1) == null ? matcher.group(2) : matcher.group(1)).replace('.', '/');
                String top = module.replaceFirst("/.*", "") + "/";
                boolean own = files.keySet().stream().anyMatch(each -> each.startsWith(top) && each.endsWith(".py"));
                boolean there = files.containsKey(module + ".py")
                        || files.keySet().stream().anyMatch(each -> each.startsWith(module + "/"));
                if (own && !there) {
                    unresolved.add(path + ": " + module);
                }
            }
        });
        return unresolved;
    }

    private static final String SCRIPT = "-- +goose Up\nCREATE TABLE t (id int);\n";

    @Test
    void anIgnoredEnvironmentFileIsLeftToItsOwner() {
        PatchedTree tree = PatchedTree.of(
                Map.of(
                        ".gitignore", ".env\n",
                        ".env", "DATABASE_TEST_URL=postgresql://a:hunter2Zq@db/x\n",
                        "db/1_t.sql", SCRIPT,
                        "app.py", "import os\n\nURL = os.environ[\"DATABASE_TEST_URL\"]\n"),
                folder);
        assertThat(tree.patch().text()).doesNotContain("hunter2").doesNotContain("a/.env b/.env\n");
        assertThat(tree.after().get("app.py")).contains("\"TEST_DATABASE_URL\"");
        assertThat(tree.after().get(".env.example")).contains("TEST_DATABASE_URL=postgresql://localhost:5432/test");
        assertThat(tree.byHand()).contains(".env Rename DATABASE_TEST_URL to TEST_DATABASE_URL there too");
    }

    @Test
    void aVariableNextToASecretIsRenamedNowhere() {
        Map<String, String> files = Map.of(
                "deploy/app.yaml", "stringData:\n  DATABASE_TEST_URL: postgresql://a:Tr0ub4dor3@db/x\n",
                "db/1_t.sql", SCRIPT,
                "app.py", "import os\n\nURL = os.environ[\"DATABASE_TEST_URL\"]\n");
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after()).containsAllEntriesOf(files);
        assertThat(tree.patch().text()).doesNotContain("Tr0ub4dor3");
        assertThat(tree.byHand()).contains("deploy/app.yaml Rename DATABASE_TEST_URL to TEST_DATABASE_URL by hand");
    }

    @Test
    void namesOfSecretsThatAreKeptElsewhereStay() {
        PatchedTree tree = PatchedTree.of(
                Map.of(
                        ".github/workflows/ci.yml",
                        "jobs:\n  t:\n    env:\n      DATABASE_TEST_URL: ${{ secrets.DATABASE_TEST_URL }}\n    steps:\n      - run: pytest\n",
                        "db/1_t.sql",
                        SCRIPT,
                        "app.py",
                        "import os\r\n\r\nURL = os.environ[\"DATABASE_TEST_URL\"]"),
                folder);
        assertThat(tree.after().get(".github/workflows/ci.yml"))
                .contains("TEST_DATABASE_URL: ${{ secrets.DATABASE_TEST_URL }}");
        assertThat(tree.after()).containsEntry("app.py", "import os\r\n\r\nURL = os.environ[\"TEST_DATABASE_URL\"]");
        assertThat(tree.byHand()).contains("ci.yml:4 DATABASE_TEST_URL is the name of a secret");
    }

    @Test
    void twoNamesWithDifferentValuesAreNotMadeOne() {
        Map<String, String> files = Map.of(
                ".env.example",
                        "TEST_DATABASE_URL=postgresql://localhost/a\nDATABASE_TEST_URL=postgresql://localhost/b\n",
                "db/1_t.sql", SCRIPT,
                "app.py", "import os\n\nURL = os.environ[\"DATABASE_TEST_URL\"]\n");
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after().get("app.py")).contains("DATABASE_TEST_URL");
        assertThat(tree.byHand()).contains("set both names, to different values");
    }

    @Test
    void alembicTakesTheAddressFromTheVariable() {
        PatchedTree tree = PatchedTree.of(
                Map.of(
                        "alembic.ini",
                        "[alembic]\nscript_location = alembic\nsqlalchemy.url = postgresql+psycopg://localhost/app\n",
                        "alembic/env.py",
                        "from logging.config import fileConfig\n\nfrom sqlalchemy import engine_from_config\n\nfrom alembic import context\n\nconfig = context.config\n\nif config.config_file_name is not None:\n    fileConfig(config.config_file_name)\n\nengine_from_config(config.get_section(\"x\"), prefix=\"sqlalchemy.\")\n",
                        "alembic/versions/1_a.py",
                        "\"\"\"a\"\"\"\nfrom alembic import op\n\nrevision = \"1\"\ndown_revision = None\n\n\ndef upgrade():\n    op.execute(\"CREATE TABLE a (id int)\")\n\n\ndef downgrade():\n    op.execute(\"DROP TABLE a\")\n"),
                folder);
        assertThat(tree.after().get("alembic/env.py"))
                .as(tree.byHand())
                .startsWith("import os\nfrom logging.config import fileConfig\n")
                .contains("""
                        config = context.config

                        if os.environ.get("DATABASE_URL"):
                            # In a setting of Alembic a percent sign is written twice.
                            config.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"]\
                        .replace("postgresql://", "postgresql+psycopg://", 1).replace("%", "%%"))
                        """);
    }

    @Test
    void aTreeWithoutSystemsAndOldNamesHasNoPatch() {
        PatchedTree tree = PatchedTree.of(Map.of("app.py", "print(1)\n"), folder);
        assertThat(tree.patch().text()).isEmpty();
        assertThat(tree.patch().files()).isEmpty();
    }

    @Test
    void aPatchIsNeverLargerThanItsBound() {
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put("db/1_t.sql", SCRIPT);
        files.put("app.py", "import os\n\nURL = os.environ[\"DATABASE_TEST_URL\"]\n");
        for (int i = 0; i < 12; i++) {
            files.put("big" + i + ".py", "x = os.environ[\"DATABASE_TEST_URL\"]  # a line\n".repeat(3000));
        }
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.patch().text().length()).isLessThanOrEqualTo(1 << 20);
        assertThat(tree.byHand()).contains("The patch would be larger than 1 MB with it: rename DATABASE_TEST_URL");
        assertThat(tree.after())
                .containsKey("scripts/upgrade-database.sh")
                .containsEntry("app.py", files.get("app.py"));
    }
}
