package dev.migrationcontrol.source;

import dev.migrationcontrol.source.VariablePatterns.Place;
import dev.migrationcontrol.source.VariablePatterns.Row;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line with names of variables in it: what it does with each. */
final class VariableLine {
    /** In these languages, a name after a dollar is a variable of the program. */
    private static final Set<String> INTERPOLATING = Set.of(
            "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "vue", "svelte", "php", "kt", "kts", "scala", "dart");

    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:#(?!\\[)|//|--|;|\\*|<!--)");
    private static final Pattern VALUE = Pattern.compile("[\"']?]?\\s*[:=]\\s*(\\S.*)$");

    private final SourceFile file;
    private final FileRole role;
    private final SourceText text;
    private final int number;
    private final String line;
    private final Set<Place> places;
    private final Map<Row, Set<String>> found = new HashMap<>();

    VariableLine(SourceFile file, FileRole role, SourceText text, int number) {
        this.file = file;
        this.role = role;
        this.text = text;
        this.number = number;
        this.line = text.line(number);
        this.places = places();
    }

    private Set<Place> places() {
        String extension = file.extension();
        Set<Place> all = EnumSet.of(Place.ANYWHERE);
        add(all, Place.WITH_DOLLAR, !INTERPOLATING.contains(extension));
        add(all, Place.APPLICATION, role == FileRole.APPLICATION);
        if (isCode() || role == FileRole.BUILD) {
            all.add(Place.CODE);
            add(all, Place.SHELL, isScript() || extension.equals("mk"));
            add(all, Place.JSON_CODE, extension.equals("json"));
        } else if (isEnvironmentFile()) {
            all.add(Place.ENVIRONMENT_FILE);
        } else {
            all.add(Place.PLAIN);
            all.add(isYaml() ? Place.YAML : Place.NOT_YAML);
            add(all, Place.DOCKERFILE, file.name().toLowerCase(Locale.ROOT).contains("dockerfile"));
            add(all, Place.PROPERTIES, extension.equals("properties"));
        }
        return all;
    }

    private static void add(Set<Place> places, Place place, boolean is) {
        if (is) {
            places.add(place);
        }
    }

    /** Names that may be those of variables, in their order. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Matcher token = BoundedPattern.in(VariablePatterns.TOKEN, line);
        while (token.find()) {
            names.add(token.group());
        }
        return names;
    }

    Optional<VariableUse.Kind> kind(String name) {
        if (role == FileRole.DOCUMENT) {
            return Optional.of(VariableUse.Kind.DOCUMENTS);
        }
        if (isComment()) {
            return isEnvironmentFile() && has(VariablePatterns.DESCRIBED, name)
                    ? Optional.of(VariableUse.Kind.DOCUMENTS)
                    : Optional.empty();
        }
        if (does(VariableUse.Kind.SETS, name)) {
            return Optional.of(VariableUse.Kind.SETS);
        }
        return does(VariableUse.Kind.READS, name) ? Optional.of(VariableUse.Kind.READS) : Optional.empty();
    }

    private boolean does(VariableUse.Kind kind, String name) {
        return VariablePatterns.ROWS.stream()
                .filter(row -> row.kind() == kind && places.contains(row.place()) && has(row, name))
                .anyMatch(row -> row.place() != Place.APPLICATION || VariableNames.isUrl(name) && !isMember(name));
    }

    /** Whether the line gives the name the address of a database. */
    boolean isAddress(String name) {
        return VariablePatterns.ADDRESSES.stream().anyMatch(row -> has(row, name));
    }

    private boolean has(Row row, String name) {
        return found.computeIfAbsent(row, each -> each.namesIn(line)).contains(name);
    }

    private boolean isComment() {
        return BoundedPattern.in(COMMENT, line).find();
    }

    boolean isCode() {
        return role == FileRole.APPLICATION || role == FileRole.TEST || role == FileRole.SCRIPT;
    }

    private boolean isScript() {
        return role == FileRole.SCRIPT || role == FileRole.BUILD;
    }

    private boolean isEnvironmentFile() {
        String lower = file.name().toLowerCase(Locale.ROOT);
        return lower.startsWith(".env") || lower.endsWith(".env") || lower.contains(".env.");
    }

    /** Whether a script uses the name for itself: it is set there, and neither taken from outside nor handed on. */
    boolean isLocal(String name, VariableUse.Kind kind) {
        if (!isScript() || isComment()) {
            return false;
        }
        return kind == VariableUse.Kind.READS
                ? !has(VariablePatterns.WITH_DEFAULT, name)
                : has(VariablePatterns.ASSIGNED, name)
                                && !has(VariablePatterns.REPLACED_BY_VALUE, name)
                                && !has(VariablePatterns.ASSIGNED_FOR_A_COMMAND, name)
                        || has(VariablePatterns.ASSIGNED_WITHIN, name) && role == FileRole.SCRIPT;
    }

    boolean isYaml() {
        return Set.of("yml", "yaml", "tpl").contains(file.extension());
    }

    /** Whether the name is alone on its line in a list of words, rather than an argument of a call. */
    private boolean isMember(String name) {
        if (!has(VariablePatterns.ALONE, name)) {
            return false;
        }
        int before = number - 1;
        while (before > 0 && text.line(before).matches("\\s*(?:[\"'].*|#.*|//.*|)")) {
            before--;
        }
        return before > 0 && text.line(before).strip().matches(".*[\\[{]");
    }

    String how(VariableUse.Kind kind) {
        return switch (kind) {
            case DOCUMENTS -> "described";
            case READS -> role == FileRole.DEPLOYMENT || role == FileRole.CI ? "passed on" : "read by its name";
            case SETS -> role == FileRole.TEST ? "set by a test" : role == FileRole.CI ? "set for the pipeline" : "set";
        };
    }

    String place() {
        return file.path() + ":" + number;
    }

    /** What the line sets a variable to; used to judge it, and never kept. */
    Optional<String> value(String name) {
        for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
            Matcher value = BoundedPattern.in(VALUE, line).region(at + name.length(), line.length());
            if (value.lookingAt()) {
                return Optional.of(String.valueOf(value.group(1)).strip());
            }
        }
        return Optional.empty();
    }
}
