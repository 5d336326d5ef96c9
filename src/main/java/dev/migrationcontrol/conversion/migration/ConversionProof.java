package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.sql.DelimitedTokens;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a conversion made with what the old system would have sent to the server, token by token. Only
 * delimiters and the ends of transactions may be missing; else the migration is refused, so that no conversion changes
 * what a script does without a word.
 */
public final class ConversionProof {
    private static final Set<String> TRANSACTION = Set.of("BEGIN", "START", "COMMIT", "END");
    private static final Set<String> WORDS = Set.of("WORK", "TRANSACTION");

    private final DelimitedTokens source;
    private final DelimitedTokens converted;
    private final List<List<String>> delimiters;

    private ConversionProof(DelimitedTokens source, DelimitedTokens converted, List<Delimiter> delimiters) {
        this.source = source;
        this.converted = converted;
        this.delimiters = delimiters.stream()
                .filter(Delimiter::isWords)
                .map(Delimiter::tokens)
                .toList();
    }

    static void check(MigrationText block, String sql, Findings findings) {
        MigrationText.Original original = block.originalText();
        DelimitedTokens source = DelimitedTokens.of(
                FlywayScriptBuilder.withoutGuards(original.text()),
                Delimiter.in(
                        FlywayScriptBuilder.withoutGuards(original.text()),
                        original.delimiters().stream()
                                .filter(each -> !each.isWords())
                                .toList()));
        DelimitedTokens converted = DelimitedTokens.of(sql);
        int unclosed = Math.max(source.unclosedLine(), converted.unclosedLine());
        if (unclosed > 0) {
            findings.error(
                    "text-unterminated",
                    block.file() + ":" + (block.line() + unclosed - 1),
                    "A literal, a quoted name, a dollar quote or a comment begins here and does not end.",
                    "End it, or remove what divides it, such as a line that looks like a marker.");
            return;
        }
        Integer lost = new ConversionProof(source, converted, original.delimiters()).firstDifference();
        if (lost != null) {
            String word = lost < source.size() ? source.get(lost) : "its end";
            findings.error(
                    "text-changed",
                    block.file() + ":" + (block.line() + source.line(lost) - 1),
                    "The converted script would differ from the source from here on ("
                            + word.substring(0, Math.min(40, word.length())) + "), so it is not converted.",
                    "End each statement at the end of a line, or write the migration anew.");
        }
    }

    /** Says where a system leaves out lines in the middle of a literal; the converted script has them neither. */
    public static void noteLeftOut(MigrationText block, String whole, Findings findings) {
        DelimitedTokens raw = DelimitedTokens.of(whole);
        DelimitedTokens sent = DelimitedTokens.of(block.originalText().text());
        for (int i = 0; i < Math.min(raw.size(), sent.size()); i++) {
            if (!raw.get(i).equals(sent.get(i))) {
                if (raw.isLiteral(i)) {
                    findings.warn(
                            "line-left-out",
                            block.file() + ":" + (block.line() + raw.line(i) - 1),
                            "The literal has lines that its system leaves out, since they are blank or begin as comments;"
                                    + " the converted script does not have them either.",
                            "Check that the value without them is the one that is wanted.");
                }
                return;
            }
        }
    }

    /** The first token of the source that is not in the converted script as it should be; null where all are. */
    private @Nullable Integer firstDifference() {
        int from = 0;
        int to = 0;
        boolean starts = true;
        while (from < source.size() || to < converted.size()) {
            int left = leftOut(from, starts);
            if (is(converted, to, ";")) {
                to++;
            } else if (is(source, from, ";")) {
                from++;
                starts = true;
            } else if (to < converted.size() && is(source, from, converted.get(to))) {
                from++;
                to++;
                starts = false;
            } else if (left > 0) {
                from += left;
                starts = true;
            } else {
                return from;
            }
        }
        return null;
    }

    /** How many tokens from here on are a delimiter or a command of a transaction. */
    private int leftOut(int from, boolean starts) {
        for (List<String> each : delimiters) {
            boolean all = true;
            for (int i = 0; i < each.size() && all; i++) {
                all = from + i < source.size() && upper(from + i).equals(each.get(i));
            }
            if (all) {
                return each.size();
            }
        }
        if (!starts || from >= source.size() || !TRANSACTION.contains(upper(from))) {
            return 0;
        }
        int end = from + 1;
        while (end < source.size() && (WORDS.contains(upper(end)))) {
            end++;
        }
        boolean whole = upper(from).equals("START") ? end == from + 2 : end <= from + 2;
        return whole && (end == source.size() || is(source, end, ";")) ? end - from : 0;
    }

    private String upper(int index) {
        return source.get(index).toUpperCase(Locale.ROOT);
    }

    private static boolean is(DelimitedTokens tokens, int index, String token) {
        return index < tokens.size() && tokens.get(index).equals(token);
    }
}
