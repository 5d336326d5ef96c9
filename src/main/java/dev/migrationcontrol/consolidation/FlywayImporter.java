package dev.migrationcontrol.consolidation;

import java.util.List;
import java.util.regex.Pattern;

/** Scripts that Flyway runs already: there is nothing to convert, and that is said. */
final class FlywayImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(.*/)?([VUB]\\d+([._]\\d+)*|R)__[^/]*\\.sql");

    @Override
    public String system() {
        return "flyway";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.all().stream().anyMatch(file -> NAME.matcher(file).matches());
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        long count = folder.all().stream()
                .filter(file -> NAME.matcher(file).matches())
                .count();
        FindingList findings = new FindingList();
        findings.inform(
                "already-flyway",
                folder.label(),
                "The folder holds " + count + " scripts that Flyway runs as they are.",
                "Use it as a location of the environment. If refinery ran them, name refinery as the system.");
        return new Conversion(List.of(), findings.all(), "as Flyway orders them");
    }
}
