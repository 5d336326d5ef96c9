package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.FindingList;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Systems whose migrations are programs: they are never run here. */
public final class CodeMigrations {
    /** A system that is told by its files' names, and, where those are not enough, by what they hold. */
    private record Code(String system, String language, Pattern name, Pattern content) {
        boolean in(SourceFolder folder) {
            return folder.all().stream()
                    .filter(file -> name.matcher(file).matches())
                    .limit(20)
                    .anyMatch(file -> content.matcher(folder.glance(file)).find());
        }
    }

    private static final List<Code> KNOWN = List.of(
            code("alembic", "Python", "(.*/)?[^/]+\\.py", "(?m)^down_revision\\b"),
            code("django", "Python", "(.*/)?\\d{4}_\\w+\\.py", "class Migration\\b"),
            code("rails", "Ruby", "(.*/)?\\d{14}_\\w+\\.rb", "ActiveRecord::Migration"),
            code("ecto", "Elixir", "(.*/)?\\d+_\\w+\\.exs", "use Ecto\\.Migration"),
            code("laravel", "PHP", "(.*/)?\\d{4}_\\d\\d_\\d\\d_\\d{6}_\\w+\\.php", "extends Migration"),
            code("phinx", "PHP", "(.*/)?\\d{14}_\\w+\\.php", "AbstractMigration"),
            code("doctrine", "PHP", "(.*/)?Version\\d+\\.php", "AbstractMigration"),
            code("ef-core", "C#", "(.*/)?\\d{14}_\\w+\\.cs", "Migration\\b"),
            code("seaorm", "Rust", "(.*/)?m\\d{8}_\\d{6}_\\w+\\.rs", "MigrationTrait"),
            code("typeorm", "TypeScript", "(.*/)?[^/]+\\.(ts|js)", "MigrationInterface"),
            code("knex", "JavaScript", "(.*/)?\\d+_[^/]+\\.(ts|js|mjs|cjs)", "knex"),
            code("sequelize", "JavaScript", "(.*/)?\\d+-[^/]+\\.(ts|js|mjs|cjs)", "queryInterface"),
            code("node-pg-migrate", "JavaScript", "(.*/)?\\d+_[^/]+\\.(ts|js|mjs|cjs)", "pgm\\b"),
            code("liquibase", "XML or YAML", "(.*/)?[^/]+\\.(xml|ya?ml|json)", "databaseChangeLog"));

    private CodeMigrations() {}

    private static Code code(String system, String language, String name, String content) {
        return new Code(system, language, Pattern.compile(name), Pattern.compile(content));
    }

    /** The first system whose programs the folder holds, and their language. */
    public static Optional<String> find(SourceFolder folder) {
        return KNOWN.stream().filter(code -> code.in(folder)).map(Code::system).findFirst();
    }

    /** Whether such programs are this system's. */
    public static boolean areOf(String system) {
        return KNOWN.stream().anyMatch(code -> code.system().equals(system));
    }

    static void refuse(FindingList findings, String where, String system, String language) {
        findings.error(
                "code-migration",
                where,
                "The migration is a program in " + language + "; only SQL can be converted.",
                "Write it as SQL for " + system + ", or take the schema that it makes as one baseline (schemaDump).");
    }
}
