package dev.migrationcontrol.source;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password of a database in plain text; only its place is kept.
 *
 * @param weak whether it is one of those that everyone uses for a throw-away database
 */
record SecretPlace(String file, int line, FileRole role, boolean weak) {
    private static final Pattern URL = Pattern.compile(
            "\\b(?:jdbc:)?(?:postgres(?:ql)?(?:\\+\\w+)?|mysql|mariadb)://([^:/@\\s\"'`]+):([^@\\s\"'`]+)@");
    private static final Pattern PASSWORD = Pattern.compile(
            "\\b(?:[A-Z0-9_]*(?:DATABASE|DB|POSTGRES|POSTGRESQL|PG|DATASOURCE)_?[A-Z0-9_]*(?:PASSWORD|PASSWD|PASS)|PGPASSWORD)[\"']?\\s*[:=]\\s*[\"']?([^\\s\"',;#}]+)");
    /** Settings of frameworks, as {@code spring.datasource.password} and {@code db_password}. */
    private static final Pattern SETTING = Pattern.compile(
            "\\b[\\w.-]{0,80}(?:database|db|postgres|datasource)[\\w.-]{0,40}[._-](?:password|passwd)[\"']?\\s*[:=]\\s*[\"']?([^\\s\"',;#}]+)");
    /** JDBC and libpq: a connection string with the password as one of its settings. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:jdbc:postgresql:[^\\s\"'`]{0,400}[?&]|\\b(?:host|dbname|user)=[^\\s\"'`]{1,80} (?:[\\w]{1,40}=[^\\s\"'`]{1,80} ){0,8})password=([^\\s\"'`&]+)");

    private static final Pattern PATH =
            Pattern.compile("^(?:!.*|[A-Za-z_]\\w*+(?:\\.\\w++)++|\\w{1,80}_passw(?:or)?d)$");
    private static final Pattern REFERENCE =
            Pattern.compile("^[$<{%*\\[(&].*|.*(\\$\\{|\\{\\{|<|%s|\\+|\\{\\w*\\}).*|.*[.(].*\\w[\\])]+");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i).*(change[-_]?me|your|replace|placeholder|x{3,}|\\.{3}|example|todo|redacted|…).*|\\*+|pass(word)?here|<.*");
    private static final Set<String> WEAK = Set.of(
            "postgres",
            "password",
            "pass",
            "secret",
            "test",
            "dev",
            "root",
            "admin",
            "user",
            "db",
            "pw",
            "pwd",
            "passwd",
            "example",
            "postgresql",
            "development",
            "local",
            "app",
            "trust",
            "1234",
            "12345",
            "123456",
            "pgpass",
            "true",
            "false",
            "null",
            "none",
            "string",
            "str",
            "docker");

    static Optional<SecretPlace> in(SourceFile file, FileRole role, int line, String text) {
        return password(role, text)
                .map(found -> new SecretPlace(file.path(), line, role, isWeak(found.password(), found.user())));
    }

    private record Found(String password, String user) {}

    /** Most lines hold none, and a search is dear: so each is made only where a word of it is. */
    private static Optional<Found> password(FileRole role, String text) {
        if (text.contains("://")) {
            Matcher url = BoundedPattern.in(URL, text);
            while (url.find()) {
                if (isValue(String.valueOf(url.group(2)))) {
                    return Optional.of(new Found(String.valueOf(url.group(2)), String.valueOf(url.group(1))));
                }
            }
        }
        boolean assigns = role != FileRole.APPLICATION
                && role != FileRole.TEST
                && role != FileRole.DOCUMENT
                && !text.strip().startsWith("#");
        boolean upper = assigns && text.contains("PASS");
        boolean lower = text.contains("passw");
        return first(upper, PASSWORD, text)
                .or(() -> first(lower && text.contains("password="), PARAMETER, text))
                .or(() -> first(lower && assigns, SETTING, text)
                        .filter(found ->
                                !BoundedPattern.in(PATH, found.password()).matches()));
    }

    private static Optional<Found> first(boolean sensible, Pattern pattern, String text) {
        Matcher password = BoundedPattern.in(pattern, sensible ? text : "");
        return password.find() && isValue(String.valueOf(password.group(1)))
                ? Optional.of(new Found(String.valueOf(password.group(1)), ""))
                : Optional.empty();
    }

    private static boolean isValue(String password) {
        return !BoundedPattern.in(REFERENCE, password).matches()
                && !BoundedPattern.in(PLACEHOLDER, password).matches();
    }

    private static boolean isWeak(String password, String user) {
        return password.equalsIgnoreCase(user)
                || WEAK.contains(password.toLowerCase(Locale.ROOT))
                || password.length() < 5
                || password.matches("[a-z]{1,12}");
    }
}
