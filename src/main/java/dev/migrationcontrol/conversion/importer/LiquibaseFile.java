package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Delimiter;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of formatted SQL: splits it into its changesets, each with its rollback. */
final class LiquibaseFile {
    private static final Pattern CHANGESET = Pattern.compile(
            "\\s*--\\s*changeset\\s+(?:\"([^\"]+)\"|([^\\s:]+)):(?:\"([^\"]+)\"|(\\S+))(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ROLLBACK = Pattern.compile("\\s*--\\s*rollback\\s+(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LONG_ROLLBACK =
            Pattern.compile("\\s*/\\*\\s*liquibase\\s*rollback\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROPERTY = Pattern.compile("\\s*--\\s*property\\s+(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRECONDITION =
            Pattern.compile("\\s*--\\s*(preconditions|precondition-\\S+)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+):(\"[^\"]*\"|\\S+)");
    private static final Pattern LIKE_CHANGESET =
            Pattern.compile("\\s*(--|/\\*|#|//)[\\s-]*change[\\s_-]*set\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern IGNORED =
            Pattern.compile("\\s*--\\s*ignoreLines:(\\w+)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private final ImportSession tree;
    private final String file;
    private final Map<String, String> variables;
    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder rollback = new StringBuilder();
    private @Nullable String id;
    private Map<String, String> attributes = Map.of();
    private int line;
    private int begun;
    private int rollbackLine;
    private boolean inRollback;
    private int ignored;
    private boolean irreversible;

    LiquibaseFile(ImportSession tree, String file, Map<String, String> variables) {
        this.tree = tree;
        this.file = file;
        this.variables = new HashMap<>(variables);
    }

    void read(String text) {
        for (String each : text.split("(?<=\n)")) {
            line++;
            read(each, each.replaceAll("[\r\n]+$", ""));
        }
        finish();
    }

    private void read(String whole, String bare) {
        Matcher changeset = CHANGESET.matcher(bare);
        Matcher one = ROLLBACK.matcher(bare);
        Matcher property = PROPERTY.matcher(bare);
        Matcher ignore = IGNORED.matcher(bare);
        if (ignored > 0) {
            ignored = ignore.matches() && ignore.group(1).equalsIgnoreCase("end") ? 0 : ignored - 1;
            sql.append("\n");
        } else if (ignore.matches()) {
            ignored = ignore.group(1).matches("\\d{1,9}") ? Integer.parseInt(ignore.group(1)) : Integer.MAX_VALUE;
            sql.append("\n");
        } else if (inRollback) {
            inRollback = !bare.contains("*/");
            rollback.append(whole.replaceAll("\\*/.*", ""));
        } else if (changeset.matches()) {
            finish();
            begin(changeset);
        } else if (LONG_ROLLBACK.matcher(bare).matches()) {
            inRollback = true;
            rollbackLine = rollbackLine == 0 ? line + 1 : rollbackLine;
        } else if (one.matches()) {
            rollBack(one.group(1).strip());
            sql.append("\n");
        } else if (property.matches()) {
            Map<String, String> said = attributes(property.group(1));
            variables.putIfAbsent(said.getOrDefault("name", ""), said.getOrDefault("value", ""));
        } else {
            notePrecondition(bare);
            refuseLikeChangeset(bare);
            sql.append(whole);
        }
    }

    private void begin(Matcher changeset) {
        String author = changeset.group(1) == null ? changeset.group(2) : changeset.group(1);
        String name = changeset.group(3) == null ? changeset.group(4) : changeset.group(3);
        attributes = attributes(changeset.group(5));
        id = attributes.getOrDefault("logicalfilepath", file) + "::" + name + "::" + author;
        begun = line;
        sql.append("\n");
    }

    private void rollBack(String statement) {
        if (statement.equalsIgnoreCase("empty") || statement.equalsIgnoreCase("not required")) {
            rollbackLine = rollbackLine == 0 ? line : rollbackLine;
        } else if (statement.matches("(?i)(changesetId|changesetAuthor|changesetPath):.*")) {
            irreversible = true;
        } else {
            rollbackLine = rollbackLine == 0 ? line : rollbackLine;
            rollback.append(statement).append("\n");
        }
    }

    private void notePrecondition(String bare) {
        if (id != null && PRECONDITION.matcher(bare).matches()) {
            tree.findings()
                    .warn(
                            "precondition",
                            file + ":" + line,
                            "Flyway has no preconditions, so it is left out.",
                            "Write it as SQL, or check that it was always true.");
        }
    }

    private void refuseLikeChangeset(String bare) {
        if (LIKE_CHANGESET.matcher(bare).matches()) {
            tree.findings()
                    .error(
                            "marker-unread",
                            file + ":" + line,
                            "The line looks like the beginning of a changeset, but not as Liquibase reads it: what follows"
                                    + " would be part of the changeset before.",
                            "Write it as --changeset author:id, or reword the comment.");
        }
    }

    private void finish() {
        String oldId = id;
        if (oldId != null && isForPostgresql()) {
            note(oldId);
            boolean outside = "false".equalsIgnoreCase(attributes.get("runintransaction"));
            MigrationText up = block(begun, sql.toString(), outside, "");
            MigrationText down = rollbackLine == 0 || irreversible
                    ? null
                    : block(rollbackLine, rollback.toString(), outside, "rollback");
            tree.add(SourceMigration.of(null, oldId.split("::")[1], oldId, up, down));
        }
        sql.setLength(0);
        rollback.setLength(0);
        rollbackLine = 0;
        irreversible = false;
        id = null;
    }

    private boolean isForPostgresql() {
        String databases = attributes.getOrDefault("dbms", "").toLowerCase(Locale.ROOT);
        boolean any = databases.isEmpty() || databases.contains("all");
        boolean is = any
                || (databases.contains("postgresql") && !databases.contains("!postgresql"))
                || (databases.startsWith("!") && !databases.contains("!postgresql"));
        if (!is) {
            tree.findings()
                    .inform(
                            "other-database",
                            file + ":" + begun,
                            "The changeset is for " + databases + ", so it is left out.",
                            "Nothing.");
        }
        return is;
    }

    private void note(String oldId) {
        for (String each : new String[] {"context", "contextfilter", "labels", "runonchange", "runalways", "runwith"}) {
            String value = attributes.get(each);
            if (value != null && !value.equalsIgnoreCase("false")) {
                tree.findings()
                        .warn(
                                "attribute",
                                file + ":" + begun,
                                oldId + " has " + each + ":" + value
                                        + ", which Flyway does not know: it becomes a migration that runs once, everywhere.",
                                "Check it; what is to run on every change is a repeatable script.");
            }
        }
    }

    /** @param direction what the names of the attributes begin with that say how its statements are separated */
    private MigrationText block(int first, String text, boolean outside, String direction) {
        String replaced =
                new SourceVariables(VARIABLE, variables::containsKey, variables).replace(text, file, tree.findings());
        List<Delimiter> delimiters = "false".equalsIgnoreCase(attributes.get(direction + "splitstatements"))
                ? List.of()
                : delimiters(attributes.get(direction + "enddelimiter"));
        return new MigrationText(file, first, Delimited.semicolons(replaced, delimiters), outside)
                .madeOf(new MigrationText.Original(replaced, delimiters));
    }

    private List<Delimiter> delimiters(@Nullable String said) {
        return LiquibaseDelimiter.of(said).orElseGet(() -> {
            tree.findings()
                    .error(
                            "delimiter",
                            file + ":" + begun,
                            "The changeset ends its statements with " + said
                                    + ", which cannot be distinguished from the rest of" + " its text.",
                            "Name a delimiter without quotes, dollar signs and patterns, such as @@ or \\n/, or split it into"
                                    + " changesets of one statement with splitStatements:false.");
            return List.of();
        });
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            attributes.put(
                    attribute.group(1).toLowerCase(Locale.ROOT),
                    attribute.group(2).replace("\"", ""));
        }
        return attributes;
    }
}
