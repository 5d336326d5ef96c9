package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.conversion.ConversionArchive;
import dev.migrationcontrol.conversion.importer.Importers;
import dev.migrationcontrol.conversion.importer.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Converts folders for tests, and unpacks what comes of it. */
public final class Converting {
    private Converting() {}

    public static SourceFolder open(Path folder) {
        return SourceFolder.open(folder, "tree", StandardCharsets.UTF_8, Map.of(), ConversionLimits.USUAL);
    }

    public static Conversion convert(String system, Path folder) {
        return Importers.named(system).orElseThrow().convert(open(folder));
    }

    public static Path unpack(Conversion conversion, Path target) {
        ConversionArchive.files(conversion).forEach((name, text) -> Layout.file(target, 0, name, text));
        return target;
    }

    /** Rule and place of every finding. */
    public static List<String> findings(Conversion conversion) {
        return conversion.findings().stream()
                .map(each -> each.rule() + " " + each.where())
                .toList();
    }

    public static Path write(Path folder, String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path write(Path folder, String name, String... lines) {
        return write(folder, name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes a folder, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
