package dev.migrationcontrol.source.tree;

import java.util.Locale;

/**
 * A file of a tree.
 *
 * @param path below the root of the tree, with slashes
 * @param size in bytes
 */
public record SourceFile(String path, long size) {
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The directory's path; empty for the root. */
    public String directory() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** In lower case, without the dot; empty where there is none. */
    public String extension() {
        String name = name();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    boolean isIn(String directory) {
        return directory().equals(directory);
    }

    public boolean isBelow(String directory) {
        return directory.isEmpty() || path.startsWith(directory + "/");
    }

    public static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    public static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
