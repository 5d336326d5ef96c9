package dev.migrationcontrol.audit.patch;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Languages in which uses of a runner can be removed, and how each asks for an upgrade instead. */
enum CodeLanguage {
    PYTHON(Set.of("py"), "#"),
    JAVASCRIPT(Set.of("js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx"), "//"),
    RUBY(Set.of("rb", "rake"), "#"),
    PHP(Set.of("php"), "//"),
    GO(Set.of("go"), "//"),
    RUST(Set.of("rs"), "//"),
    ELIXIR(Set.of("ex", "exs"), "#"),
    JAVA(Set.of("java"), "//"),
    KOTLIN(Set.of("kt", "kts"), "//"),
    SCALA(Set.of("scala"), "//"),
    CSHARP(Set.of("cs"), "//");

    private final Set<String> extensions;
    private final String comment;

    CodeLanguage(Set<String> extensions, String comment) {
        this.extensions = extensions;
        this.comment = comment;
    }

    /** By the name of the file, else by the first line that names the program which runs it. */
    static Optional<CodeLanguage> of(TreeFile file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        String program = file.line(1).startsWith("#!") ? file.line(1) : "";
        return List.of(values()).stream()
                .filter(each -> each.extensions.contains(file.extension()))
                .findFirst()
                .or(() -> name.matches("Rakefile|Gemfile|Guardfile|Capfile") || program.contains("ruby")
                        ? Optional.of(RUBY)
                        : program.contains("python")
                                ? Optional.of(PYTHON)
                                : program.contains("node")
                                        ? Optional.of(JAVASCRIPT)
                                        : program.contains("php") ? Optional.of(PHP) : Optional.empty());
    }

    boolean isComment(String line) {
        String content = line.strip();
        return content.startsWith(comment)
                || content.startsWith("/*")
                || content.startsWith("*")
                || this == PHP && content.startsWith("#");
    }

    boolean hasBraces() {
        return this != PYTHON && this != RUBY && this != ELIXIR;
    }

    /** What a file imports to call a program; empty where nothing is needed. */
    String programImport(boolean module) {
        return switch (this) {
            case PYTHON -> "import subprocess";
            case JAVASCRIPT ->
                module
                        ? "import { execFileSync } from \"node:child_process\";"
                        : "const { execFileSync } = require(\"node:child_process\");";
            case GO -> "\"os/exec\"";
            default -> "";
        };
    }

    /** Statements that build the schema by an upgrade and fail when it fails, without indentation. */
    List<String> upgrade(String script, String environment) {
        String words = "\"" + script + "\", \"" + environment + "\"";
        return switch (this) {
            case PYTHON -> List.of("subprocess.run([\"sh\", " + words + "], check=True)");
            case JAVASCRIPT -> List.of("execFileSync(\"sh\", [" + words + "], { stdio: \"inherit\" });");
            case RUBY -> List.of("system(\"sh\", " + words + ", exception: true)");
            case PHP ->
                List.of(
                        "passthru(\"sh " + script + " " + environment + "\", $upgraded);",
                        "if ($upgraded !== 0) {",
                        "    throw new \\RuntimeException(\"The upgrade failed\");",
                        "}");
            case GO ->
                List.of(
                        "if out, err := exec.Command(\"sh\", " + words + ").CombinedOutput(); err != nil {",
                        "\tpanic(string(out))",
                        "}");
            case RUST ->
                List.of("assert!(std::process::Command::new(\"sh\").args([" + words
                        + "]).status().unwrap().success());");
            case ELIXIR -> List.of("{_, 0} = System.cmd(\"sh\", [" + words + "])");
            case JAVA ->
                List.of(
                        "try {",
                        "    if (new ProcessBuilder(\"sh\", " + words + ").inheritIO().start().waitFor() != 0) {",
                        "        throw new IllegalStateException(\"The upgrade failed\");",
                        "    }",
                        "} catch (java.io.IOException | InterruptedException failure) {",
                        "    throw new IllegalStateException(failure);",
                        "}");
            case KOTLIN ->
                List.of("check(ProcessBuilder(\"sh\", " + words
                        + ").inheritIO().start().waitFor() == 0) { \"The upgrade failed\" }");
            case SCALA ->
                List.of("require(new ProcessBuilder(\"sh\", " + words
                        + ").inheritIO().start().waitFor() == 0, \"The upgrade failed\")");
            case CSHARP ->
                List.of(
                        "using (var upgraded = System.Diagnostics.Process.Start(\"sh\", \"" + script + " " + environment
                                + "\"))",
                        "{",
                        "    upgraded.WaitForExit();",
                        "    if (upgraded.ExitCode != 0)",
                        "    {",
                        "        throw new System.InvalidOperationException(\"The upgrade failed\");",
                        "    }",
                        "}");
        };
    }
}
