package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section of the project's README on migrations. */
record ReadmeSection(TreePatch.Order order) implements Topic {
    private static final String TITLE = "Database migrations";

    @Override
    public String place() {
        return "README.md";
    }

    @Override
    public String what() {
        return "describe the migrations in the README.";
    }

    @Override
    public void draft(Drafts drafts) {
        if (order.systems().isEmpty()) {
            return;
        }
        Optional<SourceFile> readme = drafts.files().all().stream()
                .filter(file -> file.directory().isEmpty() && file.name().matches("(?i)readme(\\..*)?"))
                .findFirst();
        if (readme.isEmpty()) {
            drafts.add(place(), String.join("\n", section()) + "\n", false, "it describes the migrations");
            return;
        }
        String path = readme.get().path();
        String text = drafts.text(path).orElse("");
        if (text.contains(UpgradeScript.PATH) && text.contains(TITLE)) {
            return;
        }
        Optional<String> obstacle = readme.get().extension().equals("md")
                ? drafts.obstacle(path)
                : Optional.of("it is not written in Markdown");
        if (obstacle.isPresent()) {
            drafts.byHand(path, "Describe the migrations there: " + obstacle.get() + ".");
            return;
        }
        List<String> lines = new ArrayList<>();
        if (!text.isEmpty()) {
            lines.add("");
        }
        lines.addAll(section());
        drafts.edit(path).append(lines);
        drafts.because(path, "it describes the migrations");
    }

    private List<String> section() {
        String environment = order.environment();
        return List.of(
                "## " + TITLE,
                "",
                "The schema has one history, Flyway's. Its scripts are in `" + order.scripts()
                        + "/`: `V<version>__<what>.sql`, with",
                "`U<version>__<what>.sql` next to it as its undo script. Migration Control runs them.",
                "",
                "- Upgrade: `" + UpgradeScript.command(environment) + "`, where `" + environment
                        + "` is an environment of the service. Set",
                "  `MIGRATION_CONTROL_URL` unless the service listens on `http://localhost:8080`.",
                "- Tests: `" + UpgradeScript.command(order.testEnvironment())
                        + "` builds the schema of their database.",
                "- Roll back the newest script: `POST /api/v1/environments/" + environment
                        + "/rollbacks` with `{\"steps\":1}`.",
                "- New migration: the next `V` script and its `U` script. A script that has run anywhere never changes.");
    }
}
