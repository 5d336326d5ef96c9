package dev.migrationcontrol.finding;

import org.jspecify.annotations.Nullable;

/**
 * Something worth reporting about a tree.
 *
 * @param rule which rule found it, in kebab case; stable
 * @param file where; null when it is about the whole tree
 * @param line from 1; 0 when it is about the whole file
 * @param detail never holds a secret
 */
public record Remark(Weight weight, String rule, @Nullable String file, int line, String detail, String remedy) {
    /** How much a remark matters. */
    public enum Weight {
        ERROR,
        WARNING,
        INFO
    }

    /** The file with the line, or the tree. */
    public String where() {
        return file == null ? "the tree" : line > 0 ? file + ":" + line : file;
    }

    public static Remark error(String rule, String file, int line, String detail, String remedy) {
        return new Remark(Weight.ERROR, rule, file, line, detail, remedy);
    }

    public static Remark warning(String rule, @Nullable String file, int line, String detail, String remedy) {
        return new Remark(Weight.WARNING, rule, file, line, detail, remedy);
    }

    public static Remark info(String rule, @Nullable String file, int line, String detail, String remedy) {
        return new Remark(Weight.INFO, rule, file, line, detail, remedy);
    }
}
