package dev.migrationcontrol.rule;

import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The statements that are written in the block of a DO. */
final class Blocks {
    private static final int LONGEST = 100_000;

    /** A SELECT … INTO of a block is an assignment, and END is no COMMIT there. */
    private static final Set<String> READ = Set.of("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE", "TRUNCATE");

    private Blocks() {}

    static List<String> statements(String sql) {
        if (sql.length() > LONGEST
                || !Tokens.firstWord(sql).toUpperCase(Locale.ROOT).equals("DO")) {
            return List.of();
        }
        List<Tokens> parts = Statement.of(sql, 1).parts();
        return parts.subList(1, parts.size()).stream()
                .filter(each -> READ.contains(each.keyword(0)))
                .map(Blocks::text)
                .toList();
    }

    private static String text(Tokens tokens) {
        if (tokens.size() == 0) {
            return "";
        }
        return tokens.text()
                .substring(
                        tokens.all().get(0).start(),
                        tokens.all().get(tokens.size() - 1).end());
    }
}
