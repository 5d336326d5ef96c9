package dev.migrationcontrol.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * So many migrations in a folder, and an environment of the service that reads them.
 *
 * @param environment also the name of its database
 */
record Sample(int size, String environment, Path folder, List<Migration> migrations) {
    static List<Sample> write(Settings settings) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (int size : settings.sizes()) {
            Path folder = settings.folder().resolve("migrations-" + size);
            Sample sample = new Sample(size, "bench-" + size, folder, Generator.migrations(size));
            sample.write();
            samples.add(sample);
        }
        return samples;
    }

    private void write() throws IOException {
        Files.createDirectories(folder);
        for (Migration migration : migrations) {
            Files.writeString(folder.resolve(migration.name()), migration.script());
            Files.writeString(folder.resolve(migration.undoName()), migration.undo());
        }
    }

    /** The last migration first, as they are undone. */
    List<Migration> reversed() {
        return migrations.stream()
                .sorted(Comparator.comparing(Migration::version).reversed())
                .toList();
    }

    /** How the variables of the environment begin. */
    String variable() {
        return environment.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
