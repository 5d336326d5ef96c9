package dev.migrationcontrol.source.tree;

import java.util.Locale;
import java.util.Set;

/** What of a tree is not read: what others wrote, what tools generate, and what is no text. */
final class SkipRules {
    private static final Set<String> DIRECTORIES = Set.of(
            ".git",
            ".hg",
            ".svn",
            "node_modules",
            "bower_components",
            "vendor",
            "third_party",
            ".venv",
            "venv",
            "site-packages",
            "__pycache__",
            ".tox",
            ".mypy_cache",
            ".pytest_cache",
            ".gradle",
            ".idea",
            ".vscode",
            ".terraform",
            ".next",
            ".nuxt",
            ".yarn",
            ".pnpm-store",
            "deps",
            "_build",
            "target",
            "bin",
            "obj",
            "dist",
            ".cache",
            "coverage",
            "pods");
    /** Directories that hold sources in some projects: they are left out only beside what generates them. */
    private static final Set<String> NEED_PROOF = Set.of("deps", "target", "bin", "obj", "dist", "vendor", "coverage");

    private static final Set<String> BINARIES = Set.of(
            "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tiff", "psd", "pdf", "zip", "gz", "tgz", "bz2",
            "xz", "zst", "7z", "rar", "jar", "war", "class", "o", "a", "so", "dylib", "dll", "exe", "pyc", "wasm",
            "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "mov", "avi", "webm", "ogg", "wav", "flac", "db",
            "sqlite", "sqlite3", "bin", "dat", "parquet", "avro", "mmdb", "onnx", "pt", "npy", "svg", "map", "po", "mo",
            "pot", "snap", "csv", "tsv", "ndjson", "jsonl", "geojson", "pem", "crt", "key", "p12", "jks", "xlsx",
            "docx", "pptx", "drawio", "css", "scss", "less", "ipynb", "cast");
    private static final Set<String> NAMES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "bun.lockb",
            "cargo.lock",
            "go.sum",
            "poetry.lock",
            "uv.lock",
            "pdm.lock",
            "pipfile.lock",
            "gemfile.lock",
            "composer.lock",
            "mix.lock",
            "flake.lock");

    private SkipRules() {}

    /**
     * @param directory its name
     * @param underJvmOrRust whether the directory above holds a build file of a tool that generates such a directory
     */
    static boolean skipsDirectory(String directory, boolean generated) {
        String name = directory.toLowerCase(Locale.ROOT);
        return DIRECTORIES.contains(name) && (generated || !NEED_PROOF.contains(name));
    }

    static boolean needsProof(String directory) {
        return NEED_PROOF.contains(directory.toLowerCase(Locale.ROOT));
    }

    /** Files whose presence says that a directory of this name beside them is generated or fetched. */
    static Set<String> proofsOf(String directory) {
        return switch (directory.toLowerCase(Locale.ROOT)) {
            case "vendor" -> Set.of("go.mod", "composer.json", "Gemfile");
            case "deps" -> Set.of("mix.exs");
            case "target" -> Set.of("pom.xml", "Cargo.toml", "build.sbt");
            case "dist", "coverage" -> Set.of("package.json", "pyproject.toml", "setup.py");
            default -> Set.of("packages.config", "Directory.Build.props", "nuget.config");
        };
    }

    /** Whether a file is left unread: no text, or written by a package manager. */
    static boolean skipsFile(SourceFile file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return BINARIES.contains(file.extension())
                || NAMES.contains(name)
                || name.endsWith(".min.js")
                || name.endsWith(".min.css")
                || name.endsWith(".pb.go")
                || name.endsWith(".d.ts");
    }
}
