package dev.migrationcontrol.audit.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A custom runner is removed with all that uses it, or it is kept whole. */
class RunnerRemovalTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aRunnerIsRemovedWithItsUsers(RunnerSample sample) {
        PatchedTree tree = PatchedTree.of(sample.files(), folder);
        assertThat(tree.report().systems())
                .extracting(system -> system.system())
                .contains("custom");
        assertThat(tree.after()).as(tree.byHand()).doesNotContainKeys(sample.runner());
        String rest = String.join(
                "\n", without(tree.after(), "scripts/upgrade-database.sh").values());
        assertThat(rest).doesNotContainPattern(sample.name);
        assertThat(tree.after().get(sample.test()))
                .contains("scripts/upgrade-database.sh")
                .contains(sample.kept);
        assertThat(tree.after()).containsKeys("sql/001_a.sql", "sql/002_b.sql");
    }

    private static Map<String, String> without(Map<String, String> files, String path) {
        Map<String, String> rest = new LinkedHashMap<>(files);
        rest.remove(path);
        return rest;
    }

    @Test
    void aNamespaceThatWouldBeEmptyKeepsTheRunner() {
        Map<String, String> files = RunnerSample.CSHARP.files();
        files.remove("src/Shop/Data/Orders.cs");
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after()).containsEntry(RunnerSample.CSHARP.runner(), files.get(RunnerSample.CSHARP.runner()));
        assertThat(tree.byHand()).contains("namespace");
    }

    /** Uses that no program can replace. */
    static List<String> uses() {
        return List.of(
                "assert SqlRunner(url).applied() == set()",
                "with SqlRunner(url) as runner:\n        pass",
                "runner = SqlRunner(url)\n    assert runner.applied()",
                "return SqlRunner(url)",
                "SqlRunner(url).down()",
                "use(SqlRunner)",
                "monkeypatch.setattr(\"app.sql_runner.DIRECTORY\", url)",
                "for each in SqlRunner(url).up(): pass",
                "SqlRunner.up = None",
                "names = [SqlRunner]");
    }

    @ParameterizedTest
    @MethodSource("uses")
    void aUseWithoutAKnownReplacementKeepsTheWholeRunner(String use) {
        Map<String, String> files = RunnerSample.PYTHON.files();
        files.put(
                "tests/test_other.py",
                "from app.sql_runner import SqlRunner\n\n\ndef test_other(url, monkeypatch):\n    " + use + "\n");
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after())
                .containsEntry("app/sql_runner.py", files.get("app/sql_runner.py"))
                .containsEntry("tests/test_other.py", files.get("tests/test_other.py"))
                .containsEntry("tests/test_a.py", files.get("tests/test_a.py"));
        assertThat(tree.byHand())
                .containsPattern("tests/test_other.py:[56] Remove the custom runner \\(app/sql_runner.py\\) by hand");
    }

    @Test
    void aTestOfTheRunnerAloneAndItsDocumentGoWithIt() {
        Map<String, String> files = RunnerSample.PYTHON.files();
        files.put(
                "tests/test_sql_runner.py",
                "from app.sql_runner import SqlRunner\n\n\ndef test_down(url):\n    assert SqlRunner(url).down() is None\n");
        files.put("docs/sql-runner.md", "# The runner\n\n`python -m app.sql_runner up` applies what is in sql/.\n");
        files.put(
                "docs/other.md",
                "- one\n- `app/sql_runner.py`: applies\n  everything\n- two\n\nRun `python -m app.sql_runner up`.\n");
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after())
                .as(tree.byHand())
                .doesNotContainKeys("tests/test_sql_runner.py", "docs/sql-runner.md")
                .containsEntry("docs/other.md", "- one\n- two\n\nRun `sh scripts/upgrade-database.sh development`.\n");
    }

    @Test
    void importsOfManyKindsAreRemoved() {
        Map<String, String> files = RunnerSample.PYTHON.files();
        files.put("app/__init__.py", "from .sql_runner import SqlRunner\nfrom .other import thing\n");
        files.put("app/other.py", "thing = 1\n");
        files.put("tests/test_b.py", """
                import app.sql_runner
                from app import (
                    other,
                    sql_runner,
                )
                from app.sql_runner import (
                    SqlRunner as Runner,
                    DIRECTORY,
                )


                def test_b(url):
                    runner = Runner(
                        url,
                    )
                    runner.up()
                    app.sql_runner.SqlRunner(url).up()
                    sql_runner.SqlRunner(url).up()
                    assert other.thing == 1


                def prepare(url):
                    if url:
                        Runner(url).up()


                class Later:
                    def all(self, url):
                        self.all = [Runner(url)]
                """);
        files.put("app/main.py", """
                from app.sql_runner import SqlRunner


                def main(url):
                    if url:
                        # as ever
                        SqlRunner(url).up()
                    return 0
                """);
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.byHand()).contains("tests/test_b.py:29 Remove the custom runner");
        files.put("tests/test_b.py", files.get("tests/test_b.py").replaceFirst("(?s)\\n\\nclass Later.*", ""));
        tree = PatchedTree.of(files, folder.resolve("again"));
        assertThat(tree.after())
                .as(tree.byHand())
                .containsEntry("app/__init__.py", "from .other import thing\n")
                .containsEntry("app/main.py", """
                        def main(url):
                            if url:
                                # as ever
                                pass
                            return 0
                        """.indent(0).replaceFirst("^", "\n\n"))
                .containsEntry("tests/test_b.py", """
                        import subprocess
                        from app import other


                        def test_b(url):
                            subprocess.run(["sh", "scripts/upgrade-database.sh", "test"], check=True)
                            assert other.thing == 1


                        def prepare(url):
                            if url:
                                subprocess.run(["sh", "scripts/upgrade-database.sh", "test"], check=True)
                        """);
    }

    @Test
    void commandsAreReplacedWhereverTheyAre() {
        Map<String, String> files = RunnerSample.PYTHON.files();
        files.put("Makefile", "migrate:\n\tpoetry run python -m app.sql_runner up\n");
        files.put(
                "docker-compose.yml",
                "services:\n  migrate:\n    command: [\"python\", \"-m\", \"app.sql_runner\", \"up\"]\n");
        files.put(
                ".github/workflows/ci.yml",
                "jobs:\n  t:\n    steps:\n      - run: python app/sql_runner.py up && pytest\n");
        files.put("run.sh", "set -e\nexec python3 -m app.sql_runner up # now\n");
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after())
                .as(tree.byHand())
                .containsEntry("Makefile", "migrate:\n\tsh scripts/upgrade-database.sh development\n")
                .containsEntry(
                        "docker-compose.yml",
                        "services:\n  migrate:\n    command: [\"sh\", \"scripts/upgrade-database.sh\", \"development\"]\n")
                .containsEntry(
                        ".github/workflows/ci.yml",
                        "jobs:\n  t:\n    steps:\n      - run: sh scripts/upgrade-database.sh test && pytest\n")
                .containsEntry("run.sh", "set -e\nsh scripts/upgrade-database.sh development # now\n");
        assertThat(tree.byHand()).contains("docker-compose.yml It asks for an upgrade");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandThatDoesSomethingElseKeepsTheRunner(String command) {
        Map<String, String> files = RunnerSample.PYTHON.files();
        files.put("scripts/other.sh", "set -e\n" + command + "\n");
        assertThat(PatchedTree.of(files, folder).after())
                .containsKey("app/sql_runner.py")
                .containsEntry("scripts/other.sh", "set -e\n" + command + "\n");
    }

    static List<String> commands() {
        return List.of(
                "python -m app.sql_runner down",
                "cat app/sql_runner.py",
                "COPY app/sql_runner.py /srv/",
                "python app/sql_runner.py --dry-run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GO | internal/b/b_test.go | package b\\n\\nimport (\\n\\t\"testing\"\\n\\n\\t\"example.com/app/internal/sqlrunner\"\\n\\t\"github.com/stretchr/testify/require\"\\n)\\n\\nfunc TestB(t *testing.T) {\\n\\trequire.NoError(t, sqlrunner.RunAll(db))\\n\\tt.Log(db)\\n}\\n | require",
                "GO | internal/b/b_test.go | package b\\n\\nimport (\\n\\t\"testing\"\\n\\n\\t\"example.com/app/internal/sqlrunner\"\\n)\\n\\nfunc TestB(t *testing.T) {\\n\\terr := sqlrunner.RunAll(db)\\n\\tif err != nil {\\n\\t\\tt.Fatal(err)\\n\\t}\\n\\t_, err := db.Exec(x)\\n\\tt.Log(err)\\n}\\n | Fatal",
                "PYTHON | tests/test_b.py | import asyncio\\nfrom app.sql_runner import SqlRunner\\n\\n\\ndef test_b(url):\\n    asyncio.run(SqlRunner(url).up())\\n    assert url\\n | asyncio.run",
                "TYPESCRIPT | src/db/index.ts | export * from \"./sql-runner\";\\nexport * from \"./pool\";\\n | sql-runner",
                "TYPESCRIPT | src/c.ts | import { Pool, SqlRunner } from \"./db\";\\n\\nexport async function c(pool: Pool) {\\n  await new SqlRunner(pool).up();\\n  return pool;\\n}\\n | SqlRunner",
                "RUBY | Rakefile | require_relative \"lib/sql_runner\"\\n\\ntask :migrate do\\n  SqlRunner.new(CONNECTION).up\\nend\\n | SqlRunner",
                "SHELL | Dockerfile | FROM alpine\\nRUN chmod +x bin/run-sql.sh && ./bin/run-sql.sh\\n | run-sql"
            })
    void otherSpellingsAreRemovedToo(RunnerSample sample, String path, String text, String gone) {
        Map<String, String> files = sample.files();
        files.put(path, text.replace("\\n", "\n").replace("\\t", "\t"));
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after()).as(tree.byHand()).doesNotContainKey(sample.runner());
        assertThat(tree.after().get(path)).doesNotContain(gone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JAVASCRIPT | app.js | const { migrateAll } = require(\"./lib/sql-runner\");\\nmigrateAll(client).then(() => listen());\\n",
                "JAVASCRIPT | app.js | const { migrateAll } = require(\"./lib/sql-runner\");\\nmigrateAll(client).then(listen);\\n",
                "JAVASCRIPT | app.js | const path = require(\"path\");\\nmodule.exports = require(path.join(__dirname, \"lib\", \"sql-runner\"));\\n",
                "JAVASCRIPT | package.json | {\"main\": \"./lib/sql-runner.js\"}\\n",
                "JAVASCRIPT | app.js | const { migrateAll } = require(\"./lib/sql-runner\");\\nif (ready)\\n  migrateAll(client);\\n",
                "PHP | composer.json | {\"autoload\": {\"files\": [\"src/SqlRunner.php\"]}}\\n",
                "SHELL | docker-compose.yml | services:\\n  a:\\n    volumes:\\n      - ./bin/run-sql.sh:/run.sh\\n",
                "SHELL | .github/workflows/ci.yml | on:\\n  push:\\n    paths:\\n      - bin/run-sql.sh\\n",
                "SHELL | other.sh | . ./bin/run-sql.sh\\n",
                "GO | cmd/b/main.go | package main\\n\\nimport \"example.com/app/internal/sqlrunner\"\\n\\nfunc start() {\\n\\tdb := open()\\n\\t_ = sqlrunner.RunAll(db)\\n}\\n",
                "GO | internal/sqlrunner/other.go | package sqlrunner\\n\\nvar all = pattern\\n",
                "RUBY | app/job.rb | class Job\\n  RUNNER = SqlRunner\\nend\\n",
                "GO | cmd/b/main.go | package main\\n\\nimport \"example.com/app/internal/sqlrunner\"\\n\\nfunc start() error {\\n\\treturn sqlrunner.RunAll(db)\\n}\\n"
            })
    void whatWouldBreakKeepsTheRunner(RunnerSample sample, String path, String text) {
        Map<String, String> files = sample.files();
        files.put(path, text.replace("\\n", "\n").replace("\\t", "\t"));
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after()).containsKey(sample.runner()).containsEntry(path, files.get(path));
        assertThat(tree.byHand()).contains(path + ":", "Remove the custom runner (" + sample.runner() + ") by hand");
    }

    @Test
    void aRunnerWithASecretStays() {
        Map<String, String> files = RunnerSample.PYTHON.files();
        files.put(
                "app/sql_runner.py",
                "URL = \"postgresql://app:Tr0ub4dor-3@db.internal/app\"\n" + files.get("app/sql_runner.py"));
        PatchedTree tree = PatchedTree.of(files, folder);
        assertThat(tree.after()).containsKey("app/sql_runner.py");
        assertThat(tree.patch().text()).doesNotContain("Tr0ub4dor");
        assertThat(tree.byHand()).contains("shows a secret").doesNotContain("Tr0ub4dor");
    }
}
