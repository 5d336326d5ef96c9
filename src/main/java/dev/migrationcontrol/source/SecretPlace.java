package dev.migrationcontrol.source;

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
        if (!text.contains("://") && !text.contains("PASS")) {
            return Optional.empty();
        }
        Matcher url = Search.in(URL, text);
        while (url.find()) {
            String user = String.valueOf(url.group(1));
            String password = String.valueOf(url.group(2));
            if (isValue(password)) {
                return Optional.of(
                        new SecretPlace(file.path(), line, role, isWeak(password) || password.equalsIgnoreCase(user)));
            }
        }
        boolean assigns = role != FileRole.APPLICATION && role != FileRole.TEST && role != FileRole.DOCUMENT;
        Matcher password = Search.in(PASSWORD, text);
        if (assigns
                && password.find()
                && isValue(String.valueOf(password.group(1)))
                && !text.strip().startsWith("#")) {
            return Optional.of(new SecretPlace(file.path(), line, role, isWeak(String.valueOf(password.group(1)))));
        }
        return Optional.empty();
    }

    private static boolean isValue(String password) {
        return !Search.in(REFERENCE, password).matches()
                && !Search.in(PLACEHOLDER, password).matches();
    }

    private static boolean isWeak(String password) {
        return WEAK.contains(password.toLowerCase(Locale.ROOT))
                || password.length() < 5
                || password.matches("[a-z]{1,12}");
    }
}
