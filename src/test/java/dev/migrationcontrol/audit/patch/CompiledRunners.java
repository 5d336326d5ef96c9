package dev.migrationcontrol.audit.patch;

import java.util.Map;

/** The sample trees of languages that are compiled. */
final class CompiledRunners {
    private CompiledRunners() {}

    static void add(RunnerSample sample, Map<String, String> files) {
        switch (sample) {
            case JAVA -> {
                files.put(sample.runner(), """
                        package shop.db;

                        import java.nio.file.Files;
                        import java.nio.file.Path;
                        import org.springframework.jdbc.core.JdbcTemplate;

                        public class SqlRunner {
                            private final JdbcTemplate jdbc;

                            public SqlRunner(JdbcTemplate jdbc) {
                                this.jdbc = jdbc;
                            }

                            public void up() throws Exception {
                                jdbc.execute("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)");
                                for (Path file : Files.list(Path.of("sql")).filter(f -> f.toString().endsWith(".sql")).toList()) {
                                    jdbc.execute(Files.readString(file));
                                    jdbc.update("INSERT INTO schema_migrations VALUES (?)", file.toString());
                                }
                            }
                        }
                        """);
                files.put(
                        "src/main/java/shop/app/Main.java",
                        "package shop.app;\n\nimport shop.db.SqlRunner;\n\npublic class Main {\n    void start() throws Exception {\n        new SqlRunner(jdbc()).up();\n        serve();\n    }\n}\n");
                files.put(
                        sample.test(),
                        "package shop.app;\n\nimport shop.db.SqlRunner;\n\nclass ATest {\n    void a() throws Exception {\n        SqlRunner runner = new SqlRunner(jdbc());\n        runner.up();\n        assertNotNull(jdbc());\n    }\n}\n");
            }
            case KOTLIN -> {
                files.put(sample.runner(), """
                        package shop.db

                        import java.io.File
                        import java.sql.Connection

                        class SqlRunner(private val connection: Connection) {
                            fun up() {
                                connection.createStatement().execute("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)")
                                File("sql").listFiles { file -> file.name.endsWith(".sql") }!!.sorted().forEach { file ->
                                    connection.createStatement().execute(file.readText())
                                    connection.prepareStatement("INSERT INTO schema_migrations VALUES (?)").apply { setString(1, file.name) }.execute()
                                }
                            }
                        }
                        """);
                files.put(
                        "src/main/kotlin/shop/app/Main.kt",
                        "package shop.app\n\nimport shop.db.SqlRunner\n\nfun main() {\n    SqlRunner(connect()).up()\n    serve()\n}\n");
                files.put(
                        sample.test(),
                        "package shop.app\n\nimport shop.db.SqlRunner\n\nclass ATest {\n    fun a() {\n        val runner = SqlRunner(connect())\n        runner.up()\n        assertNotNull(connect())\n    }\n}\n");
            }
            case RUST -> {
                files.put(sample.runner(), """
                        use std::fs;
                        use postgres::Client;

                        pub fn run_all(client: &mut Client) -> Result<(), Box<dyn std::error::Error>> {
                            client.batch_execute("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)")?;
                            for entry in fs::read_dir("sql")? {
                                let path = entry?.path();
                                if path.extension().map_or(false, |e| e == "sql") {
                                    client.batch_execute(&fs::read_to_string(&path)?)?;
                                    client.execute("INSERT INTO schema_migrations VALUES ($1)", &[&path.to_str()])?;
                                }
                            }
                            Ok(())
                        }
                        """);
                files.put("src/lib.rs", "pub mod sql_runner;\npub mod shop;\n");
                files.put("src/shop.rs", "pub fn serve() {}\n");
                files.put(
                        "src/main.rs",
                        "use shop::sql_runner::run_all;\n\nfn main() {\n    let mut client = shop::connect();\n    run_all(&mut client).unwrap();\n    shop::shop::serve();\n}\n");
                files.put(
                        sample.test(),
                        "use shop::sql_runner::run_all;\n\n#[test]\nfn a() {\n    let mut client = shop::connect();\n    run_all(&mut client).unwrap();\n    assert!(client.is_valid());\n}\n");
            }
            case ELIXIR -> {
                files.put(sample.runner(), """
                        defmodule Shop.SqlRunner do
                          def up(repo) do
                            repo.query!("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)")

                            for file <- Path.wildcard("sql/*.sql") do
                              repo.query!(File.read!(file))
                              repo.query!("INSERT INTO schema_migrations VALUES ($1)", [file])
                            end
                          end
                        end
                        """);
                files.put(
                        "lib/shop/application.ex",
                        "defmodule Shop.Application do\n  alias Shop.SqlRunner\n\n  def start(repo) do\n    SqlRunner.up(repo)\n    serve(repo)\n  end\nend\n");
                files.put(
                        sample.test(),
                        "defmodule ATest do\n  use ExUnit.Case\n  alias Shop.SqlRunner\n\n  test \"a\" do\n    repo = connect()\n    SqlRunner.up(repo)\n    assert repo\n  end\nend\n");
            }
            case SCALA -> {
                files.put(sample.runner(), """
                        package shop.db

                        import java.io.File
                        import java.sql.Connection
                        import scala.io.Source

                        class SqlRunner(connection: Connection) {
                          def up(): Unit = {
                            connection.createStatement().execute("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)")
                            new File("sql").listFiles.filter(_.getName.endsWith(".sql")).sorted.foreach { file =>
                              connection.createStatement().execute(Source.fromFile(file).mkString)
                              connection.createStatement().execute(s"INSERT INTO schema_migrations VALUES ('${file.getName}')")
                            }
                          }
                        }
                        """);
                files.put(
                        "src/main/scala/shop/app/Main.scala",
                        "package shop.app\n\nimport shop.db.SqlRunner\n\nobject Main {\n  def main(args: Array[String]): Unit = {\n    new SqlRunner(connect()).up()\n    serve()\n  }\n}\n");
                files.put(
                        sample.test(),
                        "package shop.app\n\nimport shop.db.SqlRunner\n\nclass ATest {\n  def a(): Unit = {\n    val runner = new SqlRunner(connection)\n    runner.up()\n    assert(connection != null)\n  }\n}\n");
            }
            case CSHARP -> {
                files.put(sample.runner(), """
                        using Npgsql;

                        namespace Shop.Data;

                        public class SqlRunner
                        {
                            private readonly NpgsqlConnection _connection;

                            public SqlRunner(NpgsqlConnection connection) => _connection = connection;

                            public void Up()
                            {
                                Run("CREATE TABLE IF NOT EXISTS schema_migrations (filename text PRIMARY KEY)");
                                foreach (var file in Directory.GetFiles("sql", "*.sql").OrderBy(f => f))
                                {
                                    Run(File.ReadAllText(file));
                                    Run("INSERT INTO schema_migrations VALUES ('" + file + "')");
                                }
                            }

                            private void Run(string sql) => new NpgsqlCommand(sql, _connection).ExecuteNonQuery();
                        }
                        """);
                files.put("src/Shop/Data/Orders.cs", "namespace Shop.Data;\n\npublic class Orders\n{\n}\n");
                files.put(
                        "src/Shop/Program.cs",
                        "using Shop.Data;\n\nvar runner = new SqlRunner(connection);\nrunner.Up();\nConsole.WriteLine(\"ok\");\n");
                files.put(
                        sample.test(),
                        "using Shop.Data;\n\npublic class ATest\n{\n    public void A()\n    {\n        new SqlRunner(connection).Up();\n        Assert.NotNull(connection);\n    }\n}\n");
            }
            default -> throw new IllegalArgumentException(sample.name());
        }
    }
}
