package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystem.Query;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TableFacts;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.system.TreeFacts.Paired;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Systems with a file for each direction, and nothing else that has to be understood. */
record PairedImporter(MigrationSystem facts, Paired paired) implements Importer {
    private static final Set<String> POSTGRES = Set.of("postgres", "postgresql", "pg", "psql");

    /** A file that goes up, as its name says. */
    private record Up(
            String file,
            String version,
            String words,
            @Nullable String database) {}

    /** Those of which the data are enough. */
    static List<Importer> all() {
        return MigrationSystems.having(TreeFacts::paired).entrySet().stream()
                .filter(each -> each.getValue().converted())
                .<Importer>map(each -> new PairedImporter(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public String system() {
        return facts.id();
    }

    /** By what is this system's alone: other systems name their files so too. */
    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.named(paired.name()).stream()
                        .anyMatch(file -> says(paired.inTransaction(), file)
                                || says(paired.apart(), file)
                                || says(paired.apart(), folder.glance(file)))
                || paired.program() != null && !folder.named(paired.program()).isEmpty();
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        TransactionStyle style =
                facts.query() == Query.WHOLE_FILE ? TransactionStyle.ONE_MESSAGE : TransactionStyle.TRANSACTION;
        ImportSession tree = new ImportSession(system(), folder, style);
        List<Up> ups = ups(folder);
        ups.stream()
                .filter(up -> isForPostgres(up, ups))
                .sorted(Comparator.comparing((Up up) -> new BigInteger(up.version()))
                        .thenComparing(Up::file))
                .forEach(up -> convert(tree, folder, up));
        if (paired.program() != null) {
            folder.named(paired.program())
                    .forEach(file -> tree.findings()
                            .error(
                                    "not-sql",
                                    folder.shown(file),
                                    "The file is no SQL: only " + facts.title() + " itself makes SQL of it.",
                                    "Write it as SQL, or take the schema that it makes as one baseline (schemaDump)."));
        }
        return tree.finish("by number, as " + facts.title() + " runs them");
    }

    private List<Up> ups(SourceFolder folder) {
        return folder.named(paired.name()).stream()
                .filter(file -> file.endsWith(".up.sql"))
                .map(paired.name()::matcher)
                .filter(Matcher::matches)
                .map(name -> new Up(
                        name.group(), name.group(1), name.group(2), name.groupCount() > 2 ? name.group(3) : null))
                .toList();
    }

    /** A script for PostgreSQL is run instead of the one for all databases; those for others are left out. */
    private static boolean isForPostgres(Up up, List<Up> ups) {
        return up.database() == null
                ? ups.stream()
                        .noneMatch(other -> other.database() != null
                                && POSTGRES.contains(other.database())
                                && other.version().equals(up.version()))
                : POSTGRES.contains(up.database());
    }

    private void convert(ImportSession tree, SourceFolder folder, Up up) {
        MigrationText sql = text(tree, folder, up.file());
        if (sql == null) {
            return;
        }
        String down = up.file().replaceAll("\\.up\\.sql$", ".down.sql");
        if (!folder.has(down) && up.database() != null) {
            down = down.replace("." + up.database() + ".", ".");
        }
        tree.add(SourceMigration.of(up.version(), up.words(), recorded(up.version()), sql, text(tree, folder, down)));
    }

    /** A table of numbers knows nothing of the zeros before them. */
    private String recorded(String version) {
        TableFacts table = facts.tables().get(0);
        String column = table.row().version().replaceAll("[{}]", "");
        return "text".equals(table.columns().get(column)) ? version : version.replaceFirst("^0+(?=\\d)", "");
    }

    private @Nullable MigrationText text(ImportSession tree, SourceFolder folder, String file) {
        boolean outside = !says(paired.inTransaction(), file)
                && (says(paired.apart(), file) || folder.has(file) && says(paired.apart(), folder.glance(file)));
        MigrationText text = tree.whole(file, outside);
        if (text != null && says(paired.template(), text.text())) {
            tree.findings()
                    .error(
                            "template",
                            text.file(),
                            "The script is a template that " + facts.title() + " fills in before it runs it.",
                            "Write what it becomes.");
        }
        return text;
    }

    private static boolean says(@Nullable Pattern pattern, String text) {
        return pattern != null && pattern.matcher(text).find();
    }
}
