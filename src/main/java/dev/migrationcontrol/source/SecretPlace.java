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
 * @param local whether the line is about a server on the same machine
 */
public record SecretPlace(String file, int line, FileRole role, boolean weak, boolean local) {
    private static final Pattern URL = Pattern.compile(
            "\\b(?:jdbc:)?(?:postgres(?:ql)?(?:\\+\\w+)?|mysql|mariadb)://([^:/@\\s\"'`]+):([^@\\s\"'`]+)@");
    private static final Pattern PASSWORD = Pattern.compile(
            "\\b(?:[A-Z0-9_]*(?:DATABASE|DB|POSTGRES|POSTGRESQL|PG|DATASOURCE)_?[A-Z0-9_]*(?:PASSWORD|PASSWD|PASS)|PGPASSWORD)[\"']?\\s*(?::[-=?+]|[:=])\\s*[\"']?([^\\s\"',;#}]+)");
    /** Settings of frameworks, as {@code spring.datasource.password} and {@code db_password}. */
    private static final Pattern SETTING = Pattern.compile(
            "\\b[\\w.-]{0,80}(?:database|db|postgres|datasource)[\\w.-]{0,40}[._-](?:password|passwd)[\"']?\\s*[:=]\\s*[\"']?([^\\s\"',;#}]+)");
    /** JDBC and libpq: a connection string with the password as one of its settings. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:jdbc:postgresql:[^\\s\"'`]{0,400}[?&]|\\b(?:host|dbname|user)=[^\\s\"'`]{1,80} (?:[\\w]{1,40}=[^\\s\"'`]{1,80} ){0,8})password=([^\\s\"'`&]+)");

    private static final Pattern PATH =
            Pattern.compile("^(?:!.*|[A-Za-z_]\\w*+(?:\\.\\w++)++|\\w{1,80}_passw(?:or)?d)$");
    private static final Pattern REFERENCE =
            Pattern.compile("^[$<{%*\\[(&].*|.*(\\$\\{|#\\{|\\{\\{|<|%s|\\+|\\{\\w*\\}).*|.*[.(].*\\w[\\])]+|[^\\[]*]");
    /** Where a secret lies, rather than the secret: in a vault, a file or a variable. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?i)^(?:(?:vault|op|aws|gcp|gcp-sm|ssm|sops|secrets?|secretref|ref|file|env|arn|aws-?kms|kms|azurekms|keyring|akv|sm|bao|doppler|chamber)[:+].*"
                    + "|(?:/[\\w.-]++){2,}+|projects/.*|enc[\\[(].*|@microsoft\\..*|![a-z][\\w/]*+)$");
    /** Several words, as a label or a sentence has: letters, with the punctuation of a sentence. */
    private static final Pattern PHRASE =
            Pattern.compile("^[\\p{L}\\p{M}'’(]++(?:[ \u00a0][\\p{L}\\p{M}'’().,:;!?/-]++)++$");

    private static final Pattern LOCAL = Pattern.compile(
            "@(?:localhost|127\\.|0\\.0\\.0\\.0|\\[::1])|host=(?:localhost|127\\.)|docker run|-h localhost");
    /** Texts for people, in their languages. */
    private static final Pattern TRANSLATION =
            Pattern.compile("(?i)(?:^|/)(?:(?:locales?|i18n|l10n|langs?|languages|translations?|messages|nls)/"
                    + "|(?:messages|strings|labels|texts|translations?)(?:[_.-][\\w-]{1,40}+)?+\\.(?:properties|xml|json|ya?ml|php|js|ts)$)"
                    + "|\\.(?:po|pot|arb|resx|ftl|strings|xlf|xliff)$");

    private static final Set<String> SETTINGS =
            Set.of("properties", "yml", "yaml", "json", "json5", "toml", "ini", "cfg", "conf", "xml");

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i).*(change[-_]?me|your|dummy|replace|placeholder|x{3,}|\\.{3}|example|todo|redacted|…).*|\\*+|pass(word)?here|<.*");
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

    public static Optional<SecretPlace> in(SourceFile file, FileRole role, int line, String text) {
        boolean forPeople = BoundedPattern.in(TRANSLATION, file.path()).find();
        boolean unquoted = SETTINGS.contains(file.extension());
        return password(forPeople ? FileRole.DOCUMENT : role, unquoted, text)
                .map(found -> new SecretPlace(
                        file.path(),
                        line,
                        role,
                        isWeak(found.password(), found.user()),
                        BoundedPattern.in(LOCAL, text).find()));
    }

    private record Found(String password, String user) {}

    /** Most lines hold none, and a search is dear: so each is made only where a word of it is. */
    private static Optional<Found> password(FileRole role, boolean unquoted, String text) {
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
                .filter(found -> !isPhrase(found, unquoted, text))
                .or(() -> first(lower && text.contains("password="), PARAMETER, text))
                .or(() -> first(lower && assigns, SETTING, text)
                        .filter(found -> !isPhrase(found, unquoted, text))
                        .filter(found ->
                                !BoundedPattern.in(PATH, found.password()).matches()));
    }

    private static Optional<Found> first(boolean sensible, Pattern pattern, String text) {
        Matcher password = BoundedPattern.in(pattern, sensible ? text : "");
        return password.find() && isValue(String.valueOf(password.group(1)))
                ? Optional.of(new Found(String.valueOf(password.group(1)), ""))
                : Optional.empty();
    }

    /** Whether the value goes on as words do; in a script, what follows an unquoted one is a command. */
    private static boolean isPhrase(Found found, boolean unquoted, String text) {
        int at = text.indexOf(found.password());
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        boolean quoted = before == '"' || before == '\'';
        int end = quoted ? text.indexOf(before, at) : text.length();
        String value = text.substring(at, end < 0 ? text.length() : end)
                .replaceFirst("\\s#.*", "")
                .strip();
        return (quoted || unquoted) && BoundedPattern.in(PHRASE, value).matches();
    }

    private static boolean isValue(String password) {
        return !BoundedPattern.in(REFERENCE, password).matches()
                && !BoundedPattern.in(ELSEWHERE, password).matches()
                && !BoundedPattern.in(PLACEHOLDER, password).matches();
    }

    private static boolean isWeak(String password, String user) {
        return password.equalsIgnoreCase(user)
                || WEAK.contains(password.toLowerCase(Locale.ROOT))
                || password.length() < 5
                || password.matches("[a-z]{1,12}");
    }
}
