package dev.migrationcontrol.audit.patch;

/** The blocks of a program, as its indentation shows them. */
final class CodeBlocks {
    private CodeBlocks() {}

    /** The last line of the block in which a statement is. */
    static int scope(EditedFile file, CodeStatement statement) {
        int depth = TextLines.indentation(file.before(statement.first())).length();
        int last = statement.last();
        while (last < file.lines()
                && (file.before(last + 1).isBlank()
                        || TextLines.indentation(file.before(last + 1)).length() >= depth)) {
            last++;
        }
        return last;
    }

    /** Java's compiler refuses a catch of what nothing throws any more. */
    static boolean isCaught(EditedFile file, CodeStatement statement) {
        int after = scope(file, statement) + 1;
        return after <= file.lines() && file.before(after).strip().matches("\\}?\\s*catch\\b.*");
    }

    /** Whether a line is the only one after a condition, without braces. */
    static boolean isBranch(EditedFile file, int line) {
        int before = line - 1;
        while (before > 0 && file.before(before).isBlank()) {
            before--;
        }
        String content = before == 0 ? "" : file.before(before).strip();
        return content.matches("(?:\\}\\s*)?(?:if|for|while|else)\\b.*")
                && !content.endsWith("{")
                && !content.endsWith("}")
                && !content.endsWith(";");
    }
}
