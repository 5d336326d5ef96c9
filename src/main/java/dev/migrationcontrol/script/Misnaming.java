package dev.migrationcontrol.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.callback.Event;

/** Says of a file that Flyway passes over whether someone probably meant it as a migration, and what is wrong with its name. */
final class Misnaming {
    private static final String SUFFIX = ".sql";

    /** A prefix in any case and what begins a version, or the underscore of a repeatable; something odd may precede. */
    private static final Pattern LIKE = Pattern.compile(
            "(?<odd>[\\s._-]*)(?:(?<prefix>[VUBvub])[\\s._+-]*(?=\\p{Nd})|(?<repeatable>[Rr])(?=_)|(?=\\p{Nd})).*",
            Pattern.DOTALL);

    private static final Pattern VERSION =
            Pattern.compile("[VUBvub](?<version>.*?)(?:__.*|\\.[^._]*)?", Pattern.DOTALL);

    private final String file;
    private final List<String> reasons = new ArrayList<>();

    private Misnaming(String file) {
        this.file = file;
    }

    /** What is wrong with the name; nothing where it looks like no migration. */
    static Optional<String> of(String file) {
        return new Misnaming(file).find();
    }

    private Optional<String> find() {
        boolean sql = file.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        Matcher like = LIKE.matcher(file);
        if (!like.matches()) {
            return sql ? callback() : Optional.empty();
        }
        boolean prefixed = like.group("prefix") != null || like.group("repeatable") != null;
        boolean named = file.contains("__") || file.toLowerCase(Locale.ROOT).contains(SUFFIX);
        if (!sql && !(prefixed && named)) {
            return Optional.empty();
        }
        if (!like.group("odd").isEmpty()) {
            reasons.add("its name does not begin with V, U, B or R");
        } else if (!prefixed) {
            reasons.add("there is no prefix: V comes before the version");
        } else if (Character.isLowerCase(file.charAt(0))) {
            reasons.add("its prefix is lower-case: V, U, B and R are upper-case");
        }
        separator(like.group("repeatable") != null, prefixed);
        suffix(sql);
        return Optional.of(reasons.isEmpty() ? "Flyway does not know this kind of file" : String.join("; ", reasons));
    }

    private void separator(boolean repeatable, boolean prefixed) {
        int at = file.indexOf("__");
        if (repeatable) {
            if (!file.startsWith("__", 1)) {
                reasons.add("two underscores follow the R of a repeatable, as in R__name.sql");
            }
            return;
        }
        if (at < 0) {
            reasons.add("two underscores follow the version, as in V1__name.sql");
        }
        Matcher version = VERSION.matcher(file);
        if (prefixed && version.matches() && !Version.isVersion(version.group("version")) && at >= 0) {
            reasons.add(
                    "'" + version.group("version") + "' is not a version: numbers separated by dots or underscores");
        }
    }

    private void suffix(boolean sql) {
        if (!sql) {
            reasons.add("its name does not end in .sql");
        } else if (!file.endsWith(SUFFIX)) {
            reasons.add("its name does not end in .sql in lower case");
        }
    }

    /** The names of callbacks are compared with their case. */
    private Optional<String> callback() {
        String word = file.substring(0, file.length() - SUFFIX.length()).replaceFirst("__.*", "");
        for (Event event : Event.values()) {
            if (event.getId().equalsIgnoreCase(word)) {
                return Optional.of("the callback is called " + event.getId());
            }
        }
        return Optional.empty();
    }
}
