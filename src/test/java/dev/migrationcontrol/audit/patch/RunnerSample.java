package dev.migrationcontrol.audit.patch;

import java.util.LinkedHashMap;
import java.util.Map;

/** A small tree with a custom runner in each language, an entry that calls it, and a test that does. */
enum RunnerSample {
    PYTHON("sql_runner|SqlRunner", "assert url"),
    JAVASCRIPT("sql-runner|migrateAll", "expect(url)"),
    TYPESCRIPT("sql-runner|SqlRunner", "expect(url)"),
    RUBY("sql_runner|SqlRunner", "assert url"),
    PHP("SqlRunner", "assertNotNull"),
    GO("sqlrunner|RunAll", "t.Log(db)"),
    SHELL("run_sql|run-sql", "sql_is_there"),
    JAVA("SqlRunner", "assertNotNull"),
    KOTLIN("SqlRunner", "assertNotNull"),
    RUST("sql_runner|run_all", "assert!(client"),
    ELIXIR("SqlRunner", "assert repo"),
    SCALA("SqlRunner", "assert(connection"),
    CSHARP("SqlRunner", "Assert.NotNull");

    final String name;
    final String kept;

    RunnerSample(String name, String kept) {
        this.name = name;
        this.kept = kept;
    }

    String runner() {
        return switch (this) {
            case PYTHON -> "app/sql_runner.py";
            case JAVASCRIPT -> "lib/sql-runner.js";
            case TYPESCRIPT -> "src/db/sql-runner.ts";
            case RUBY -> "lib/sql_runner.rb";
            case PHP -> "src/SqlRunner.php";
            case GO -> "internal/sqlrunner/run.go";
            case SHELL -> "bin/run-sql.sh";
            case JAVA -> "src/main/java/shop/db/SqlRunner.java";
            case KOTLIN -> "src/main/kotlin/shop/db/SqlRunner.kt";
            case RUST -> "src/sql_runner.rs";
            case ELIXIR -> "lib/shop/sql_runner.ex";
            case SCALA -> "src/main/scala/shop/db/SqlRunner.scala";
            case CSHARP -> "src/Shop/Data/SqlRunner.cs";
        };
    }

    String test() {
        return switch (this) {
            case PYTHON -> "tests/test_a.py";
            case JAVASCRIPT -> "test/a.test.js";
            case TYPESCRIPT -> "src/a.spec.ts";
            case RUBY -> "test/a_test.rb";
            case PHP -> "tests/ATest.php";
            case GO -> "internal/app/a_test.go";
            case SHELL -> "tests/a.sh";
            case JAVA -> "src/test/java/shop/app/ATest.java";
            case KOTLIN -> "src/test/kotlin/shop/app/ATest.kt";
            case RUST -> "tests/a.rs";
            case ELIXIR -> "test/a_test.exs";
            case SCALA -> "src/test/scala/shop/app/ATest.scala";
            case CSHARP -> "test/Shop.Tests/ATest.cs";
        };
    }

    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("sql/001_a.sql", "CREATE TABLE a (id int);\n");
        files.put("sql/002_b.sql", "CREATE TABLE b (id int);\n");
        switch (this) {
            case PYTHON -> {
                files.put(runner(), """
                        import pathlib

                        import psycopg

                        DIRECTORY = pathlib.Path("sql")


                        class SqlRunner:
                            def __init__(self, url):
                                self.connection = psycopg.connect(url)
                                self.connection.execute("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)")

                            def applied(self):
                                return {row[0] for row in self.connection.execute("SELECT filename FROM schema_migrations")}

                            def up(self):
                                for script in sorted(DIRECTORY.glob("*.sql")):
                                    if script.name not in self.applied():
                                        self.connection.execute(script.read_text())
                                        self.connection.execute("INSERT INTO schema_migrations VALUES (%s)", (script.name,))
                        """);
                files.put(
                        "app/server.py",
                        "from app.sql_runner import SqlRunner\n\n\ndef start(url):\n    SqlRunner(url).up()\n    return url\n");
                files.put(
                        test(),
                        "from app.sql_runner import SqlRunner\n\n\ndef test_a(url):\n    SqlRunner(url).up()\n    assert url\n");
            }
            case JAVASCRIPT -> {
                files.put(runner(), """
                        const fs = require("fs");

                        async function migrateAll(client) {
                          await client.query("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)");
                          for (const file of fs.readdirSync("sql").filter((name) => name.endsWith(".sql")).sort()) {
                            await client.query(fs.readFileSync("sql/" + file, "utf8"));
                            await client.query("INSERT INTO schema_migrations VALUES ($1)", [file]);
                          }
                        }

                        module.exports = { migrateAll };
                        """);
                files.put(
                        "server.js",
                        "const { migrateAll } = require(\"./lib/sql-runner\");\n\nasync function start(client) {\n  await migrateAll(client);\n  return client;\n}\nstart();\n");
                files.put(
                        test(),
                        "const { migrateAll } = require(\"../lib/sql-runner\");\n\ntest(\"a\", async () => {\n  await migrateAll(client);\n  expect(url).toBe(1);\n});\n");
            }
            case TYPESCRIPT -> {
                files.put(runner(), """
                        import { readdirSync, readFileSync } from "node:fs";
                        import { Client } from "pg";

                        export class SqlRunner {
                          constructor(private readonly client: Client) {}

                          async up(): Promise<void> {
                            await this.client.query("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)");
                            for (const file of readdirSync("sql").filter((name) => name.endsWith(".sql")).sort()) {
                              await this.client.query(readFileSync("sql/" + file, "utf8"));
                              await this.client.query("INSERT INTO schema_migrations VALUES ($1)", [file]);
                            }
                          }
                        }
                        """);
                files.put(
                        "src/main.ts",
                        "import { Client } from \"pg\";\nimport { SqlRunner } from \"./db/sql-runner.js\";\n\nexport async function main(client: Client) {\n  const runner = new SqlRunner(client);\n  await runner.up();\n  return client;\n}\n");
                files.put(
                        test(),
                        "import {\n  SqlRunner,\n} from \"./db/sql-runner\";\n\nit(\"a\", async () => {\n  const runner: SqlRunner = new SqlRunner(client);\n  await runner.up();\n  expect(url).toBe(1);\n});\n");
            }
            case RUBY -> {
                files.put(runner(), """
                        class SqlRunner
                          def initialize(connection)
                            @connection = connection
                          end

                          def up
                            @connection.exec("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)")
                            Dir.glob("sql/*.sql").sort.each do |file|
                              @connection.exec(File.read(file))
                              @connection.exec_params("INSERT INTO schema_migrations VALUES ($1)", [file])
                            end
                          end
                        end
                        """);
                files.put(
                        "server.rb",
                        "require_relative \"lib/sql_runner\"\n\ndef start(connection)\n  SqlRunner.new(connection).up\n  connection\nend\n");
                files.put(
                        test(),
                        "require_relative \"../lib/sql_runner\"\n\nclass ATest < Minitest::Test\n  def test_a\n    runner = SqlRunner.new(connection)\n    runner.up\n    assert url\n  end\nend\n");
            }
            case PHP -> {
                files.put(runner(), """
                        <?php

                        namespace App;

                        final class SqlRunner
                        {
                            public function __construct(private \\PDO $pdo)
                            {
                            }

                            public function up(): void
                            {
                                $this->pdo->exec('CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)');
                                foreach (glob('sql/*.sql') as $file) {
                                    $this->pdo->exec(file_get_contents($file));
                                    $this->pdo->prepare('INSERT INTO schema_migrations VALUES (?)')->execute([$file]);
                                }
                            }
                        }
                        """);
                files.put(
                        "public/index.php",
                        "<?php\n\nuse App\\SqlRunner;\n\n$runner = new SqlRunner($pdo);\n$runner->up();\necho 'ok';\n");
                files.put(
                        test(),
                        "<?php\n\nuse App\\SqlRunner;\n\nclass ATest extends TestCase\n{\n    public function testA(): void\n    {\n        (new SqlRunner($this->pdo))->up();\n        $this->assertNotNull($this->pdo);\n    }\n}\n");
            }
            case GO -> {
                files.put("go.mod", "module example.com/app\n\ngo 1.22\n");
                files.put(runner(), """
                        package sqlrunner

                        import (
                        	"database/sql"
                        	"os"
                        	"path/filepath"
                        )

                        const (
                        	pattern = "sql/*.sql"
                        )

                        // RunAll applies what is in sql/.
                        func RunAll(db *sql.DB) error {
                        	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)"); err != nil {
                        		return err
                        	}
                        	files, err := filepath.Glob("sql/*.sql")
                        	if err != nil {
                        		return err
                        	}
                        	for _, file := range files {
                        		text, err := os.ReadFile(file)
                        		if err != nil {
                        			return err
                        		}
                        		if _, err := db.Exec(string(text)); err != nil {
                        			return err
                        		}
                        		if _, err := db.Exec("INSERT INTO schema_migrations VALUES ($1)", file); err != nil {
                        			return err
                        		}
                        	}
                        	return nil
                        }
                        """);
                files.put(
                        "cmd/app/main.go",
                        "package main\n\nimport (\n\t\"database/sql\"\n\t\"log\"\n\n\t\"example.com/app/internal/sqlrunner\"\n)\n\nfunc start(db *sql.DB) {\n\tif err := sqlrunner.RunAll(db); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tdb.Ping()\n}\n");
                files.put(
                        test(),
                        "package app\n\nimport (\n\t\"testing\"\n\n\t\"example.com/app/internal/sqlrunner\"\n)\n\nfunc TestA(t *testing.T) {\n\tif err := sqlrunner.RunAll(db); err != nil {\n\t\tt.Fatal(err)\n\t}\n\tt.Log(db)\n}\n");
            }
            case JAVA, KOTLIN, RUST, ELIXIR, SCALA, CSHARP -> CompiledRunners.add(this, files);
            case SHELL -> {
                files.put(runner(), """
                        #!/bin/sh
                        set -e
                        psql -c 'CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)'
                        for file in sql/*.sql; do
                            psql -f "$file"
                            psql -c "INSERT INTO schema_migrations VALUES ('$file')"
                        done
                        """);
                files.put("deploy.sh", "set -e\n./bin/run-sql.sh\necho deployed\n");
                files.put(test(), "set -e\nsh bin/run-sql.sh && sql_is_there\n");
            }
        }
        return files;
    }
}
