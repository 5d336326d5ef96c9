package dev.migrationcontrol.source.usage;

import dev.migrationcontrol.source.tree.FileRole;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who uses a migration system. */
@Schema(description = "Which files import, call, configure or name a migration system.")
public record UsageReport(
        @Schema(description = "The system.", examples = "alembic")
        String system,

        @Schema(description = "The usual name of the system.", examples = "Alembic")
        String title,

        @Schema(description = "How many places there are.", examples = "12")
        int count,

        @Schema(
                description = "Test files that exercise it, and those below a shared fixture that does.",
                examples = "[\"tests/conftest.py\"]")
        List<String> tests,

        @Schema(description = "The places; at most 300.") List<Place> places) {
    /** A place that uses a system. */
    @Schema(name = "UsagePlace", description = "A place that uses a migration system.")
    public record Place(
            @Schema(description = "The file.", examples = "tests/conftest.py")
            String file,

            @Schema(description = "The line, from 1.", examples = "12")
            int line,

            @Schema(description = "What the file is for.", examples = "TEST")
            FileRole role,

            @Schema(description = "IMPORTS, CALLS, CONFIGURES or NAMES it.", examples = "CALLS")
            String kind,

            @Schema(description = "The line's text, without secrets.", examples = "command.upgrade(config, \"heads\")")
            String text) {}

    private static final int PLACES = 300;
    private static final int TESTS = 2000;

    public static UsageReport of(String system, String title, List<Usage> usages, List<String> tests) {
        return new UsageReport(
                system, title, usages.size(), tests.subList(0, Math.min(TESTS, tests.size())), places(usages));
    }

    public static List<Place> places(List<Usage> usages) {
        return usages.stream()
                .limit(PLACES)
                .map(usage -> new Place(
                        usage.file(), usage.line(), usage.role(), usage.kind().name(), usage.text()))
                .toList();
    }
}
