package dev.migrationcontrol.audit.patch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Python's indentation asks for: no block is left without a statement. */
final class PythonBlocks {
    private PythonBlocks() {}

    /** Puts a {@code pass} where all statements of a block went. */
    static void fill(EditedFile file, Uses uses) {
        for (int line = 1; line <= file.lines(); line++) {
            if (uses.isDone(line) && uses.isDeleted(line) && !file.before(line).isBlank()) {
                int depth = depth(file.before(line));
                int above = line - 1;
                boolean first = true;
                while (above > 0 && (isGone(uses, above) || isNothing(file.before(above)))) {
                    // Only the first of the statements is as deep as the block; the lines of one may be deeper.
                    first &= isNothing(file.before(above));
                    above--;
                }
                int below = line + 1;
                while (below <= file.lines() && (isGone(uses, below) || isNothing(file.before(below)))) {
                    below++;
                }
                boolean opens = first
                        && above > 0
                        && depth(file.before(above)) < depth
                        && !uses.isDone(above)
                        && file.before(above).replaceFirst("#.*", "").strip().endsWith(":");
                boolean empty = below > file.lines() || depth(file.before(below)) < depth;
                if (opens && empty) {
                    uses.put(line, List.of(TextLines.indentation(file.before(line)) + "pass"));
                }
            }
        }
    }

    private static boolean isGone(Uses uses, int line) {
        return uses.isDone(line) && uses.isDeleted(line);
    }

    private static boolean isNothing(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private static int depth(String line) {
        return TextLines.indentation(line).replace("\t", "        ").length();
    }

    /** Lines within strings of three quotes, and those on which a description of one line stands alone. */
    static Set<Integer> inLongStrings(EditedFile file) {
        Set<Integer> lines = new HashSet<>();
        String open = "";
        for (int line = 1; line <= file.lines(); line++) {
            String content = file.before(line);
            boolean begins = open.isEmpty() && content.strip().matches("[rRuU]?(?:\"\"\"|''').*");
            if (!open.isEmpty() || begins) {
                lines.add(line);
            }
            for (String quote : quotes(content)) {
                open = open.isEmpty() ? quote : open.equals(quote) ? "" : open;
            }
        }
        return lines;
    }

    private static List<String> quotes(String line) {
        List<String> quotes = new ArrayList<>();
        for (int at = 0; at + 3 <= line.length(); at++) {
            String three = line.substring(at, at + 3);
            if (three.equals("\"\"\"") || three.equals("'''")) {
                quotes.add(three);
                at += 2;
            }
        }
        return quotes;
    }
}
