package dev.migrationcontrol.source;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.script.Recogniser;
import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.source.tree.ReadingDeadline;
import dev.migrationcontrol.source.tree.SourceLimits;
import dev.migrationcontrol.source.tree.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A source tree that a test writes, and what reading it gives. */
public final class TestTree {
    public static final SourceLimits LIMITS =
            new SourceLimits(200_000, 40, 1L << 30, 100L << 20, 2 << 20, Duration.ofMinutes(1));

    private final Path root;

    public TestTree(Path root) {
        this.root = root;
    }

    public TestTree with(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one recogniser alone finds. */
    public List<ScriptSystem> find(Recogniser recogniser) {
        try {
            SourceTree tree = SourceTree.open(root, LIMITS, new ReadingDeadline(LIMITS.time()));
            TreeScan scan = new TreeScan();
            tree.files().forEach(file -> tree.read(file).ifPresent(text -> scan.read(file, text)));
            return recogniser.find(scan.view(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SourceReport read() {
        return read(LIMITS);
    }

    public SourceReport read(SourceLimits limits) {
        try {
            return new SourceAudit(limits, (files, of) -> {}).read(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of variables that are read, and are those of a database. */
    public static List<String> reads(SourceReport report) {
        return report.variables().stream()
                .filter(variable -> variable.read() && variable.noDatabase() == null)
                .map(VariableReport::name)
                .toList();
    }

    public static List<String> rules(SourceReport report) {
        return report.findings().stream().map(Finding::rule).toList();
    }

    /** Why a variable is none of a database; {@code null} as text where it is one. */
    public static String judgement(SourceReport report, String variable) {
        return report.variables().stream()
                .filter(each -> each.name().equals(variable))
                .map(each -> String.valueOf(each.noDatabase()))
                .findFirst()
                .orElse("not found");
    }
}
