package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.SecretPlace;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a line may hold a secret, so that no patch shows it; rather once too often. */
final class SecretText {
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)(?:secret|token|api_?key|passw(?:or)?d|passwd|private_?key|credential|access_?key|auth_?key|signing_?key)[\\w.-]{0,40}+[\"']?\\s*+(?:[:=]|=>)\\s*+[\"']?([^\\s\"',;#}]{8,200})");
    private static final Pattern KNOWN = Pattern.compile(
            "\\b(?:AKIA[0-9A-Z]{12}|gh[pousr]_\\w{16}|[sr]k_(?:live|test)_\\w{8}|xox[a-z]-\\w{8}|eyJ[\\w-]{10,400}+\\.|glpat-[\\w-]{10}|AIza[\\w-]{20})"
                    + "|-----BEGIN [A-Z ]{0,40}PRIVATE KEY|^[\\s\"']*+[A-Za-z0-9+/]{40,}+={0,2}[\"']?,?$");
    private static final Pattern URL_PASSWORD = Pattern.compile("://[^:/@\\s\"']{0,100}+:([^@\\s\"'/]{1,200}+)@");
    private static final Pattern REFERENCE = Pattern.compile(".*[$<>{}()\\[\\]*%].*|[A-Za-z_][\\w]*+(?:\\.\\w++)++");

    private static final int LONG = 16;

    private SecretText() {}

    /** The first line that may hold one, from 1; 0 where there is none. */
    static int firstIn(String path, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (isIn(path, TextLines.withoutEnd(lines.get(i)))) {
                return i + 1;
            }
        }
        return 0;
    }

    static boolean isIn(String path, String line) {
        boolean database = SecretPlace.in(new SourceFile(path, 0), FileRole.CONFIGURATION, 1, line)
                .filter(place -> !place.weak())
                .isPresent();
        return database
                || isAssigned(line)
                || isInUrl(path, line)
                || BoundedPattern.in(KNOWN, line).find();
    }

    private static boolean isAssigned(String line) {
        Matcher assigned = BoundedPattern.in(ASSIGNED, line);
        while (assigned.find()) {
            String value = String.valueOf(assigned.group(1));
            boolean mixed = value.length() >= LONG
                    || value.chars().anyMatch(Character::isDigit)
                    || !value.equals(value.toLowerCase(Locale.ROOT)) && !value.equals(value.toUpperCase(Locale.ROOT));
            if (mixed && !BoundedPattern.in(REFERENCE, value).matches()) {
                return true;
            }
        }
        return false;
    }

    /** In a URL of anything but a database, of which the audit knows more. */
    private static boolean isInUrl(String path, String line) {
        Matcher url = BoundedPattern.in(URL_PASSWORD, line);
        while (url.find()) {
            String password = String.valueOf(url.group(1));
            String alone = "postgresql://someone:" + password + "@host/";
            boolean weak = SecretPlace.in(new SourceFile(path, 0), FileRole.CONFIGURATION, 1, alone)
                    .map(SecretPlace::weak)
                    .orElse(true);
            if (!weak) {
                return true;
            }
        }
        return false;
    }
}
