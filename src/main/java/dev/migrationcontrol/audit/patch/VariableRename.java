package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a variable of the old spelling its new one, everywhere at once: where one place cannot be renamed, none is. */
final class VariableRename implements Topic {
    private final String name;
    private final String standard;
    private final VariableReport variable;

    private VariableRename(VariableReport variable, String standard) {
        this.variable = variable;
        this.name = variable.name();
        this.standard = standard;
    }

    static List<VariableRename> of(List<VariableReport> variables) {
        List<VariableRename> renames = new ArrayList<>();
        for (VariableReport variable : variables) {
            String standard = variable.standard();
            if (variable.hasOldSpelling() && variable.noDatabase() == null && standard != null) {
                renames.add(new VariableRename(variable, standard));
            }
        }
        return renames;
    }

    @Override
    public String place() {
        return variable.uses().isEmpty() ? "." : variable.uses().get(0).file();
    }

    @Override
    public String what() {
        return "rename " + name + " to " + standard + " everywhere.";
    }

    @Override
    public Set<String> words() {
        return Set.of(name);
    }

    @Override
    public void draft(Drafts drafts) {
        List<RenamedLines> files = new ArrayList<>();
        List<SourceFile> documents = new ArrayList<>();
        Optional<TreePatch.ByHand> obstacle = computed();
        for (SourceFile file : drafts.files().holding(name)) {
            if (obstacle.isPresent()) {
                break;
            }
            Optional<String> text = drafts.files().text(file.path()).filter(each -> Words.has(each, name));
            if (text.isPresent() && FileRole.of(file) == FileRole.DOCUMENT) {
                documents.add(file);
            } else if (text.isPresent() && drafts.files().isIgnored(file.path())) {
                drafts.byHand(
                        file.path(),
                        "Rename " + name + " to " + standard
                                + " there too; git ignores the file, so the patch leaves it.");
            } else if (text.isPresent()) {
                obstacle = drafts.obstacle(file.path()).map(why -> byHand(file.path(), why));
                if (obstacle.isEmpty()) {
                    RenamedLines lines = new RenamedLines(drafts.edit(file.path()), file, name, standard);
                    obstacle = lines.obstacle().map(why -> byHand(file.path(), why));
                    files.add(lines);
                }
            }
        }
        if (obstacle.isPresent()) {
            drafts.byHand(obstacle.get().where(), obstacle.get().what());
            return;
        }
        files.forEach(each -> rename(each, drafts));
        drafts.renamed(name);
        documents.forEach(file -> document(file, drafts));
        if (!files.isEmpty()) {
            drafts.byHand(
                    "outside of the tree",
                    "Rename " + name + " to " + standard
                            + " wherever servers, pipelines and people set it, before the changed files run there.");
        }
    }

    private void rename(RenamedLines lines, Drafts drafts) {
        if (lines.apply()) {
            drafts.because(lines.path(), name + " is renamed to " + standard);
        }
        lines.left()
                .forEach(line -> drafts.byHand(
                        lines.path() + ":" + line,
                        name
                                + " is the name of a secret or of a setting that is kept elsewhere; the patch leaves it. Rename both"
                                + " together, or leave both."));
    }

    private void document(SourceFile file, Drafts drafts) {
        Optional<String> why = drafts.obstacle(file.path());
        if (why.isPresent()) {
            drafts.byHand(file.path(), "Rename " + name + " to " + standard + " there by hand: " + why.get() + ".");
            return;
        }
        EditedFile edited = drafts.edit(file.path());
        for (int line = 1; line <= edited.lines(); line++) {
            String before = edited.before(line);
            if (Words.has(before, name)) {
                if (Words.has(before, standard)) {
                    drafts.byHand(
                            file.path() + ":" + line,
                            "Correct the sentence: it names both " + name + " and " + standard + ".");
                } else {
                    edited.replace(line, RenamedLines.renamed(edited.now(line), name, standard));
                    drafts.because(file.path(), name + " is renamed to " + standard);
                }
            }
        }
    }

    private TreePatch.ByHand byHand(String where, String why) {
        return new TreePatch.ByHand(
                where, "Rename " + name + " to " + standard + " by hand, here and in all other places: " + why + ".");
    }

    /** Where its name is put together, nothing of it can be renamed in a text. */
    private Optional<TreePatch.ByHand> computed() {
        return variable.uses().stream()
                .filter(use -> use.how().contains("prefix")
                        || use.how().startsWith("through")
                        || use.how().startsWith("property")
                        || use.how().startsWith("field"))
                .findFirst()
                .map(use ->
                        byHand(use.file() + ":" + use.line(), "the name is put together there (" + use.how() + ")"));
    }
}
