package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tests that let Alembic build the schema: an upgrade builds it. Alembic itself, with what imports it, stays. */
record AlembicTestTool(TreePatch.Order order) implements Topic {
    private static final Pattern IMPORT = Pattern.compile(
            "^\\s*+(?:from\\s++alembic\\s++import\\s.*\\bcommand\\b.*|import\\s++alembic\\.command\\b.*|from\\s++alembic\\.command\\s++import\\s.*)$");
    private static final Pattern CALL = Pattern.compile("^(?:(?:alembic\\.)?command\\.)?upgrade\\(.*\\)$");

    @Override
    public String place() {
        return "tests";
    }

    @Override
    public String what() {
        return "build the schema of tests by an upgrade instead of Alembic.";
    }

    @Override
    public Set<String> words() {
        return Set.of("alembic");
    }

    @Override
    public void draft(Drafts drafts) {
        boolean used =
                order.systems().stream().anyMatch(system -> system.system().equals("alembic"));
        for (SourceFile file : used && drafts.isAdded(UpgradeScript.PATH)
                ? drafts.files().holding("alembic")
                : List.<SourceFile>of()) {
            if (file.extension().equals("py") && CodeUses.isTest(file) && !drafts.isDeleted(file.path())) {
                drafts.files()
                        .text(file.path())
                        .filter(text -> text.contains("alembic") && text.contains("upgrade("))
                        .ifPresent(text -> draft(file, drafts));
            }
        }
    }

    private void draft(SourceFile file, Drafts drafts) {
        Optional<String> obstacle = drafts.obstacle(file.path());
        if (obstacle.isPresent()) {
            drafts.byHand(file.path(), "Build the schema by an upgrade instead of Alembic: " + obstacle.get() + ".");
            return;
        }
        EditedFile edited = drafts.edit(file.path());
        int imported = 0;
        List<CodeStatement> calls = new ArrayList<>();
        for (int line = 1; line <= edited.lines(); line++) {
            imported = imported == 0 && IMPORT.matcher(edited.before(line)).matches() ? line : imported;
            String content = edited.before(line).strip();
            if (imported > 0
                    && content.contains("upgrade(")
                    && !content.startsWith("def ")
                    && !content.startsWith("#")) {
                CodeStatement statement = CodeStatement.at(edited, line);
                if (CALL.matcher(statement.text()).matches()
                        && CodeStatement.endOfChain(statement.text(), 0)
                                == statement.text().length()) {
                    calls.add(statement);
                } else if (statement.text().contains("command.upgrade(")) {
                    drafts.byHand(file.path() + ":" + line, "Build the schema by an upgrade of the environment there.");
                }
            }
        }
        if (!calls.isEmpty()) {
            replace(edited, imported, calls);
            drafts.because(file.path(), "an upgrade builds the schema of the tests instead of Alembic");
        }
    }

    private void replace(EditedFile file, int imported, List<CodeStatement> calls) {
        for (CodeStatement call : calls) {
            for (int line = call.first(); line <= call.last(); line++) {
                file.replace(line, List.of());
            }
            String indentation = TextLines.indentation(file.before(call.first()));
            file.replace(
                    call.first(),
                    CodeLanguage.PYTHON.upgrade(UpgradeScript.PATH, order.testEnvironment()).stream()
                            .map(each -> indentation + each)
                            .toList());
        }
        if (!Words.has(file.text().replaceAll("subprocess\\.run", ""), "import subprocess")) {
            file.insertAfter(imported - 1, List.of(TextLines.indentation(file.before(imported)) + "import subprocess"));
        }
    }
}
