package dev.migrationcontrol.source;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects where database variables are read and set. */
final class VariableScan {
    static final List<String> WORDS = List.of(
            "database",
            "db_",
            "postgres",
            "pghost",
            "pgport",
            "pguser",
            "pgpass",
            "pgdatabase",
            "pgsslmode",
            "dsn",
            "datasource",
            "datastore",
            "sqlalchemy",
            "jdbc",
            "dbi:pg",
            "connstr",
            "conn_str",
            "pg_ur",
            "dbname=");
    private static final Pattern DOWNLOAD =
            Pattern.compile("(?i)mmdb|maxmind|geolite|geoip|ip2location|\\.tar\\.gz|download");
    private static final int MOST = 20_000;

    private final Map<String, List<VariableUse>> uses = new TreeMap<>();
    private final Set<Place> places = new HashSet<>();
    private final Map<String, String> noDatabase = new TreeMap<>();
    private final Set<String> postgres = new HashSet<>();
    private final List<SecretPlace> secrets = new ArrayList<>();
    private final BoundKeys keys = new BoundKeys();
    private final ImageOwner images = new ImageOwner();
    private final Map<String, String> foreign = new TreeMap<>();
    private final Set<String> addresses = new TreeSet<>();
    private final Set<String> locals = new HashSet<>();
    private final Set<String> shared = new HashSet<>();
    private Map<Integer, Optional<String>> environments = Map.of();
    private @Nullable SourceText read;
    private int count;

    /** Where a variable is used; once a line. */
    private record Place(String variable, String file, int line) {}

    void line(SourceFile file, FileRole role, SourceText text, int number) {
        String line = text.line(number);
        SecretPlace.in(file, role, number, line).ifPresent(secrets::add);
        keys.line(file, role, line, number);
        names(file, role, text, number);
    }

    /** Without what the line says besides names of variables. */
    void names(SourceFile file, FileRole role, SourceText text, int number) {
        String line = text.line(number);
        if (line.chars().noneMatch(letter -> letter >= 'A' && letter <= 'Z') && !line.contains("__")) {
            return;
        }
        VariableLine context = new VariableLine(file, role, text, number);
        for (String name : context.names()) {
            if (VariableNames.isDatabase(name) || context.isAddress(name) || addresses.contains(name)) {
                Optional<VariableUse.Kind> kind = context.kind(name);
                boolean vague = name.equals("DSN")
                        && kind.filter(found -> found == VariableUse.Kind.READS).isEmpty();
                kind.filter(found -> !vague).ifPresent(found -> {
                    if (found != VariableUse.Kind.DOCUMENTS && !VariableNames.isDatabase(name)) {
                        addresses.add(name);
                    }
                    (context.isLocal(name, found) ? locals : shared).add(name);
                    if (found == VariableUse.Kind.SETS && context.isYaml()) {
                        imageAt(text, number).ifPresent(image -> foreign.put(context.place() + " " + name, image));
                    }
                    add(name, new VariableUse(file.path(), number, found, context.how(found)));
                    if (context.isAddress(name)) {
                        postgres.add(name);
                    }
                    judge(name, context, text, number);
                });
            }
        }
    }

    private Optional<String> imageAt(SourceText text, int number) {
        if (text != read) {
            read = text;
            environments = ImageOwner.images(text);
        }
        return environments.getOrDefault(number, Optional.empty());
    }

    void add(String name, VariableUse use) {
        List<VariableUse> known = uses.computeIfAbsent(name, first -> new ArrayList<>());
        if (count < MOST && places.add(new Place(name, use.file(), use.line()))) {
            known.add(use);
            count++;
        }
    }

    /** Takes back a use that turned out to be of another variable. */
    void forget(String name, String file, int line) {
        List<VariableUse> known = uses.getOrDefault(name, new ArrayList<>());
        places.remove(new Place(name, file, line));
        known.removeIf(use -> use.line() == line && use.file().equals(file));
        if (known.isEmpty()) {
            uses.remove(name);
        }
    }

    /** A variable may be named after a database and hold the address of a file to fetch. */
    private void judge(String name, VariableLine context, SourceText text, int number) {
        if (!VariableNames.isUrl(name)) {
            return;
        }
        if (context.value(name)
                .filter(value -> value.matches("(?i)[\"']?https?://.*"))
                .isPresent()) {
            noDatabase.putIfAbsent(name, "set to a web address in " + context.place());
            return;
        }
        if (!context.isCode()
                || !name.startsWith("GEO")
                        && !BoundedPattern.in(DOWNLOAD, name + " " + text.line(number))
                                .find()) {
            return;
        }
        StringBuilder around = new StringBuilder();
        for (int line = Math.max(1, number - 6); line <= Math.min(text.lines(), number + 6); line++) {
            around.append(text.line(line)).append('\n');
        }
        if (BoundedPattern.in(DOWNLOAD, around).find()) {
            noDatabase.put(name, "its value is fetched as a file in " + context.place());
        }
    }

    Map<String, List<VariableUse>> uses() {
        return uses;
    }

    /** Variables whose names do not say that they hold the address of a database; only their values do. */
    Set<String> addresses() {
        return addresses;
    }

    BoundKeys keys() {
        return keys;
    }

    boolean has(String name, VariableUse.Kind kind) {
        return uses.getOrDefault(name, List.of()).stream().anyMatch(use -> use.kind() == kind);
    }

    ImageOwner images() {
        return images;
    }

    /** Whether a place sets a variable for a program that is not of this tree. */
    boolean isForeign(String name, VariableUse use) {
        String image = foreign.get(use.file() + ":" + use.line() + " " + name);
        return image != null && images.isForeign(image);
    }

    /** The image of another program that a variable is only set for; empty where anything else uses it. */
    Optional<String> foreignImage(String name) {
        List<VariableUse> all = uses.getOrDefault(name, List.of()).stream()
                .filter(use -> use.kind() != VariableUse.Kind.DOCUMENTS)
                .toList();
        return all.isEmpty() || !all.stream().allMatch(use -> isForeign(name, use))
                ? Optional.empty()
                : all.stream()
                        .map(use -> foreign.get(use.file() + ":" + use.line() + " " + name))
                        .findFirst();
    }

    /** The only file of a variable that one script or build file sets for itself; empty for all others. */
    Optional<String> ownedBy(String name) {
        List<String> files = uses.getOrDefault(name, List.of()).stream()
                .map(VariableUse::file)
                .distinct()
                .toList();
        return files.size() == 1 && locals.contains(name) && !shared.contains(name)
                ? Optional.of(files.get(0))
                : Optional.empty();
    }

    /** Variables that only look like a database's, with why. */
    /** A variable that is set to the address of a PostgreSQL database elsewhere is one of a database. */
    Map<String, String> noDatabase() {
        noDatabase.keySet().removeAll(postgres);
        return noDatabase;
    }

    List<SecretPlace> secrets() {
        return secrets;
    }
}
