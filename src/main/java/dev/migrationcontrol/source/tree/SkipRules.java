package dev.migrationcontrol.source.tree;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The files of a tree that are not read: what others wrote, what tools generate, and what is no text. */
public final class SkipRules {
    private static final Set<String> DIRECTORIES = Set.of(
            ".git",
            ".hg",
            ".svn",
            "node_modules",
            "bower_components",
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
            "_build",
            ".cache",
            "pods");
    private static final Set<String> NPM_OR_PYTHON = Set.of("package.json", "pyproject.toml", "setup.py");
    private static final Set<String> DOTNET = Set.of("packages.config", "Directory.Build.props", "nuget.config");
    /** Directories that hold sources in some projects: they are left out only next to a file of what generates them. */
    private static final Map<String, Set<String>> GENERATED = Map.of(
            "vendor", Set.of("go.mod", "composer.json", "Gemfile"),
            "deps", Set.of("mix.exs"),
            "target", Set.of("pom.xml", "Cargo.toml", "build.sbt"),
            "dist", NPM_OR_PYTHON,
            "coverage", NPM_OR_PYTHON,
            "bin", DOTNET,
            "obj", DOTNET);

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

    /** Whether a directory is left out by its name alone. */
    static boolean skips(String directory) {
        return DIRECTORIES.contains(directory.toLowerCase(Locale.ROOT));
    }

    /** Whether a directory is left out by its name, and by what is next to it. */
    public static boolean skips(Path directory) {
        String name = String.valueOf(directory.getFileName());
        return skips(name)
                || GENERATED.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of()).stream()
                        .anyMatch(proof -> Files.exists(directory.resolveSibling(proof)));
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
