package dev.migrationcontrol.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Audits of generated source trees, against only reading all of their bytes. */
final class SourceTrees {
    private static final int A_DIRECTORY = 100;
    private static final String LINE =
            "# a line of a program that says nothing of interest, as most lines of most programs do\n";

    private final Settings settings;
    private final Service service;
    private final Report report;

    SourceTrees(Settings settings, Service service, Report report) {
        this.settings = settings;
        this.service = service;
        this.report = report;
    }

    /** Where the trees are, which the service has to be allowed to read. */
    static Path root(Settings settings) {
        return settings.folder().resolve("trees");
    }

    void run() throws IOException {
        report.table(
                "Audits of generated source trees: medians of " + settings.rounds() + " rounds",
                List.of("files", "MB", "audit, one HTTP request", "only reading the files", "× reading", "peak memory"));
        for (int files : settings.trees()) {
            Path tree = root(settings).resolve("tree-" + files);
            write(tree, files);
            Series audits = new Series();
            Series reads = new Series();
            long bytes = 0;
            String body = "{\"directory\":\"" + tree.getFileName() + "\"}";
            for (int round = 0; round < settings.rounds(); round++) {
                long start = System.nanoTime();
                bytes = read(tree);
                reads.add(System.nanoTime() - start);
                audits.add(service.post("/api/v1/audits", body));
            }
            report.row(List.of(
                    String.valueOf(files),
                    String.valueOf(bytes / 1_000_000),
                    audits.millis(),
                    reads.millis(),
                    audits.times(reads),
                    service.peakMebibytes() + " MiB"));
        }
    }

    private static long read(Path tree) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += Files.readAllBytes(file).length;
            }
        }
        return bytes;
    }

    private static void write(Path tree, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Path directory = tree.resolve("part" + i / A_DIRECTORY);
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name(i)), text(i));
        }
        Files.writeString(tree.resolve("Cargo.toml"), "[dependencies]\nsqlx = { features = [\"migrate\"] }\n");
    }

    private static String name(int i) {
        return switch (i % 10) {
            case 0 -> "%06d_change.sql".formatted(i);
            case 1, 2, 3 -> "module" + i + ".py";
            case 4, 5 -> "part" + i + ".go";
            case 6 -> "view" + i + ".ts";
            case 7 -> "Type" + i + ".java";
            case 8 -> "values" + i + ".yaml";
            default -> "notes" + i + ".md";
        };
    }

    private static String text(int i) {
        String padding = LINE.repeat(20 + i % 60);
        return switch (i % 10) {
            case 0 -> "CREATE TABLE t" + i + " (id bigint PRIMARY KEY, name text NOT NULL);\n";
            case 1 -> padding + "import os\nurl = os.environ[\"SHOP_DATABASE_URL\"]\n" + padding;
            case 4 -> padding + "var url = os.Getenv(\"DATABASE_URL\")\n" + padding;
            case 8 -> padding + "env:\n  - name: DATABASE_URL\n    value: x\n";
            case 9 -> padding + "Migrate the database with sqlx migrate run.\n" + padding;
            default -> padding + padding;
        };
    }
}
