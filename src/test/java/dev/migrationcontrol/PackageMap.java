package dev.migrationcontrol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The map of packages: what each owns, and which others it may import, or who may import it. */
final class PackageMap {
    private static final Path FOLDER = Path.of("src", "test", "resources", "architecture");

    /** @param others what a package may import; of a sub-package, the other features that may import it */
    record Room(String name, String owns, List<String> others) {}

    private PackageMap() {}

    static List<Room> packages() {
        return read("packages.csv");
    }

    static List<Room> subPackages() {
        return read("subpackages.csv");
    }

    private static List<Room> read(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .map(part -> new Room(part[0].strip(), part[1].strip(), words(part[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /** A Mermaid flow chart of the packages; an arrow that others imply is left out. */
    static String picture() {
        Map<String, Set<String>> imports = new LinkedHashMap<>();
        packages().forEach(room -> imports.put(room.name(), new TreeSet<>(room.others())));
        StringBuilder chart = new StringBuilder("```mermaid\nflowchart TD\n");
        imports.forEach((name, others) -> others.stream()
                .filter(other -> others.stream().noneMatch(between -> reaches(imports, between, other)))
                .forEach(other -> chart.append("    ")
                        .append(name)
                        .append(" --> ")
                        .append(other)
                        .append('\n')));
        return chart.append("```\n").toString();
    }

    private static boolean reaches(Map<String, Set<String>> imports, String from, String to) {
        return imports.get(from).stream().anyMatch(next -> next.equals(to) || reaches(imports, next, to));
    }

    static String table() {
        StringBuilder table = new StringBuilder("| package | owns |\n|---|---|\n");
        for (Room room : packages()) {
            table.append("| `%s` | %s |\n".formatted(room.name(), room.owns()));
            subPackages().stream()
                    .filter(sub -> sub.name().startsWith(room.name() + "."))
                    .forEach(sub -> table.append("| `%s` | %s |\n".formatted(sub.name(), sub.owns())));
        }
        return table.toString();
    }
}
