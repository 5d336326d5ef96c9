package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** db-migrate: a program for each migration, which may do nothing but run the files of SQL that have its name. */
final class DbMigrateImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d{14})-(.+)\\.(?:js|ts)");
    private static final Pattern SIGN = Pattern.compile("\\.dbmigrate\\b");
    /** What a program does beyond running a file. */
    private static final Pattern CALL =
            Pattern.compile("\\bdb\\s*\\.\\s*(create|drop|add|remove|rename|change|insert|all)\\w*\\s*\\(");

    @Override
    public String system() {
        return "db-migrate";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        return root.within("migrations").holds(NAME, SIGN);
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = root.within("migrations");
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.ONE_MESSAGE);
        folder.named(NAME).forEach(file -> convert(tree, folder, file));
        return tree.finish("by name, as db-migrate runs them");
    }

    private static void convert(ImportSession tree, SourceFolder folder, String file) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            return;
        }
        String id = name.group(1) + "-" + name.group(2);
        MigrationText up = tree.whole("sqls/" + id + "-up.sql", false);
        if (up == null || CALL.matcher(folder.glance(file)).find()) {
            CodeMigrations.refuse(tree.findings(), folder.shown(file), "db-migrate", "JavaScript");
            return;
        }
        tree.add(SourceMigration.of(
                name.group(1), name.group(2), id, up, tree.whole("sqls/" + id + "-down.sql", false)));
    }
}
