package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.Listing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a system recorded with the names, numbers and digests of the scripts that are configured: by exact name,
 * then by the number in front, then by the digest. Where a manifest says what became of the system's files, it decides.
 */
final class DatabaseFileFindings {
    private static final int MOST_NAMED = 5;
    private static final Pattern NUMBER = Pattern.compile("^[VvUuRr]?0*(\\d+)");

    private final DatabaseSystem system;
    private final List<Script> scripts;
    private final DatabaseScripts all;

    private DatabaseFileFindings(DatabaseSystem system, DatabaseScripts all) {
        this.system = system;
        this.scripts = all.scripts().migrations();
        this.all = all;
    }

    static List<Finding> of(DatabaseSystem system, DatabaseScripts all) {
        if (all.manifest().names(system)) {
            return all.manifest().findings(system);
        }
        if (MigrationSystems.named(system.system()).recordsInOneRow()) {
            return List.of(uncertain(system));
        }
        boolean comparable = MigrationSystems.named(system.system()).has(Trait.ROWS_NAME_FILES)
                && !system.migrations().isEmpty()
                && !all.scripts().migrations().isEmpty();
        return comparable ? new DatabaseFileFindings(system, all).compare() : List.of();
    }

    private static Finding uncertain(DatabaseSystem system) {
        return new Finding(
                "version-table-uncertain",
                Severity.INFO,
                system.table(),
                "Its name, its one column and its one row are those of " + system.system()
                        + "'s table, but a program may keep the number of its schema in the same way.",
                "See whether the source tree uses " + system.system()
                        + ". If it does not, it is a custom runner's table.");
    }

    private List<Finding> compare() {
        Set<Script> matched = new HashSet<>();
        List<String> unmatched = system.migrations().stream()
                .filter(record -> {
                    Script script = match(record);
                    if (script != null) {
                        matched.add(script);
                    }
                    return script == null;
                })
                .map(record -> String.valueOf(record.version()))
                .toList();
        List<Finding> findings = new ArrayList<>(digests());
        if (unmatched.isEmpty()) {
            return findings;
        }
        List<String> notRecorded = scripts.stream()
                .filter(script -> !matched.contains(script))
                .map(Script::name)
                .toList();
        findings.add(new Finding(
                "recorded-files-unknown",
                Severity.INFO,
                system.table(),
                unmatched.size() + " of " + system.migrations().size()
                        + " rows name no script that is configured here, by name, number or digest: "
                        + Listing.of(unmatched, MOST_NAMED) + ". It does not record "
                        + notRecorded.size() + " of "
                        + scripts.size() + " configured scripts"
                        + (notRecorded.isEmpty() ? "." : ": " + Listing.of(notRecorded, MOST_NAMED) + "."),
                "Find the files of the rows in the source tree, or audit the tree together with this environment."));
        return findings;
    }

    /** Files that a row names, with another content than it recorded. */
    private List<Finding> digests() {
        List<String> differing = new ArrayList<>();
        for (DatabaseRecord record : system.migrations()) {
            Script script = match(record);
            if (script != null
                    && record.detail() != null
                    && algorithm(record.detail()) != null
                    && all.texts().containsKey(script.name())
                    && !isDigestOf(script, record.detail())) {
                differing.add(record.version() + " (" + script.name() + ")");
            }
        }
        return differing.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        "recorded-digest-differs",
                        Severity.WARNING,
                        system.table(),
                        "The recorded digest is not that of the configured script with the same name or number: "
                                + Listing.of(differing, MOST_NAMED)
                                + ". The script was changed since, or it is another file.",
                        "Compare the two before you count the row as that script."));
    }

    private @Nullable Script match(DatabaseRecord record) {
        String name = String.valueOf(record.version());
        String file = name.substring(name.lastIndexOf('/') + 1);
        return first(script -> baseName(script).equalsIgnoreCase(file)
                        || baseName(script).equalsIgnoreCase(file + ".sql"))
                .or(() -> number(file).flatMap(number -> first(script -> number.equals(script.version()))))
                .or(() -> first(script -> isDigestOf(script, record.detail())))
                .orElse(null);
    }

    private Optional<Script> first(Predicate<Script> test) {
        return scripts.stream().filter(test).findFirst();
    }

    private static String baseName(Script script) {
        return script.name().substring(script.name().lastIndexOf('/') + 1);
    }

    private static Optional<Version> number(String file) {
        Matcher number = NUMBER.matcher(file);
        return number.find() ? Optional.of(Version.of(number.group(1))) : Optional.empty();
    }

    private boolean isDigestOf(Script script, @Nullable String recorded) {
        String text = all.texts().get(script.name());
        if (text == null || recorded == null) {
            return false;
        }
        String algorithm = algorithm(recorded);
        return algorithm != null && digest(algorithm, text).equals(recorded.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String algorithm(String recorded) {
        if (!recorded.matches("[0-9a-fA-F]+")) {
            return null;
        }
        return switch (recorded.length()) {
            case 32 -> "MD5";
            case 40 -> "SHA-1";
            case 64 -> "SHA-256";
            default -> null;
        };
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
