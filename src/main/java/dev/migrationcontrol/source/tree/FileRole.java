package dev.migrationcontrol.source.tree;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file is for, judged by its path alone. */
public enum FileRole {
    APPLICATION,
    TEST,
    CI,
    DEPLOYMENT,
    BUILD,
    SCRIPT,
    CONFIGURATION,
    DOCUMENT,
    OTHER;

    private static final Pattern CI_PATH = Pattern.compile(
            "(^|.*/)(\\.github/(workflows|actions)/.*|\\.circleci/.*|\\.buildkite/.*|\\.woodpecker(/.*|\\.ya?ml)|\\.gitlab-ci.*"
                    + "|\\.gitlab/.*\\.ya?ml|jenkinsfile.*|azure-pipelines.*|\\.drone\\.ya?ml|bitbucket-pipelines.*"
                    + "|\\.travis\\.ya?ml|appveyor\\.ya?ml|cloudbuild\\.ya?ml)");
    private static final Pattern TEST_PATH = Pattern.compile(
            "(^|.*/)((tests?|specs?|__tests__|e2e|testing|testdata|fixtures|testfixtures|test[-_]?utils?|test[-_]?helpers?|it|integration[-_]?tests?)/.*|conftest\\.py|test_[^/]*\\.py|tests?\\.py"
                    + "|[a-z]{2,30}(?<!lat|con|at|gre|prot)test/[^/]*\\.go|[^/]*_test\\.(py|go|exs|rb|rs)|[^/]*_spec\\.(?:rb|cr)|x?t/[^/]*\\.t|[^/]*\\.(test|spec)\\.[cm]?[jt]sx?)");
    private static final Pattern TEST_CLASS =
            Pattern.compile(".*[a-z0-9](Tests?|IT|TestCase)\\.(java|kt|groovy|cs|php|scala)");
    private static final Pattern DEPLOYMENT_PATH = Pattern.compile(
            "(^|.*/)(([^/]*[.-])?dockerfile([.-][^/]*)?|(docker-)?compose([.-][^/]*)?\\.ya?ml|[^/]*\\.tf(vars)?|[^/]*\\.hcl|procfile"
                    + "|fly\\.toml|render\\.ya?ml|heroku\\.yml|app\\.json|skaffold\\.ya?ml|values([.-][^/]*)?\\.ya?ml"
                    + "|(k8s|kubernetes|helm|charts|kustomize|manifests|terraform|ansible)/.*)");
    private static final Pattern BUILD_NAME = Pattern.compile(
            "pom\\.xml|build\\.gradle(\\.kts)?|package\\.json|go\\.mod|cargo\\.toml|gemfile|requirements.*\\.(txt|in)|pyproject\\.toml"
                    + "|setup\\.(py|cfg)|pipfile|composer\\.json|mix\\.exs|.*\\.(csproj|fsproj|gemspec|mk)|(gnu)?makefile|justfile"
                    + "|taskfile\\.ya?ml|tox\\.ini|noxfile\\.py|earthfile|rakefile|build\\.sbt|plugins\\.sbt|deps\\.edn|[^/]*\\.cabal|cpanfile|turbo\\.json|nx\\.json");
    private static final Set<String> CODE = Set.of(
            "py", "java", "kt", "kts", "groovy", "scala", "go", "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx",
            "vue", "svelte", "rb", "rake", "php", "rs", "ex", "exs", "cs", "fs", "c", "cc", "cpp", "h", "clj", "pl",
            "hpp", "cxx", "lua", "dart", "swift", "prisma", "erb", "sql", "pm", "cr", "hs", "erl");
    private static final Set<String> DOCUMENTS = Set.of("md", "mdx", "rst", "adoc", "txt", "html", "org");
    private static final Set<String> CONFIGURATIONS = Set.of(
            "yml",
            "yaml",
            "toml",
            "ini",
            "cfg",
            "conf",
            "properties",
            "json",
            "json5",
            "xml",
            "env",
            "example",
            "sample");

    public static FileRole of(SourceFile file) {
        String path = file.path().toLowerCase(Locale.ROOT);
        String name = path.substring(path.lastIndexOf('/') + 1);
        String extension = file.extension();
        if (BoundedPattern.in(CI_PATH, path).matches()) {
            return CI;
        }
        if (BoundedPattern.in(BUILD_NAME, name).matches()) {
            return BUILD;
        }
        if (DOCUMENTS.contains(extension)) {
            return DOCUMENT;
        }
        if (BoundedPattern.in(TEST_PATH, path).matches()
                || BoundedPattern.in(TEST_CLASS, file.path()).matches()) {
            return TEST;
        }
        if (BoundedPattern.in(DEPLOYMENT_PATH, path).matches()) {
            return DEPLOYMENT;
        }
        return byExtension(name, extension);
    }

    private static FileRole byExtension(String name, String extension) {
        if (name.startsWith(".env") || name.endsWith(".env") || name.equals(".envrc")) {
            return CONFIGURATION;
        }
        if (Set.of("sh", "bash", "zsh", "fish", "ps1", "bat", "cmd").contains(extension)) {
            return SCRIPT;
        }
        if (CODE.contains(extension)) {
            return APPLICATION;
        }
        return CONFIGURATIONS.contains(extension) ? CONFIGURATION : extension.isEmpty() ? SCRIPT : OTHER;
    }

    /** Whether what the file says takes part in a running system, rather than describing one. */
    public boolean isLive() {
        return this != DOCUMENT && this != OTHER;
    }
}
