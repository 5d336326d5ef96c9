package dev.migrationcontrol.audit.patch;

import java.util.List;

/** What a document says of a runner: commands are replaced, and items of lists that only describe it go. */
final class DocumentUses {
    private DocumentUses() {}

    static void change(String path, List<RunnerNames> runners, String command, Drafts drafts) {
        EditedFile file = drafts.edit(path);
        for (int line = 1; line <= file.lines(); line++) {
            String before = file.before(line);
            boolean named = runners.stream().anyMatch(runner -> runner.placeIn(before, 0)[0] >= 0);
            if (named && file.now(line).equals(List.of(before))) {
                CommandUses.Replaced replaced = CommandUses.in(before, runners, command, true);
                if (replaced.obstacle().isEmpty()) {
                    file.replace(line, List.of(replaced.line()));
                    drafts.because(path, "it names the upgrade instead of the removed runner");
                } else if (isItem(file, line)) {
                    line = deleteItem(file, line);
                    drafts.because(path, "it no longer describes the removed runner");
                } else {
                    drafts.byHand(path + ":" + line, "Correct the sentence: the runner that it names is removed.");
                }
            }
        }
    }

    private static boolean isItem(EditedFile file, int line) {
        return file.before(line).strip().matches("[-*+] .*");
    }

    /** An item with the lines that go on from it, which are further in. */
    private static int deleteItem(EditedFile file, int line) {
        int depth = TextLines.indentation(file.before(line)).length();
        int last = line;
        while (last < file.lines()
                && !file.before(last + 1).isBlank()
                && TextLines.indentation(file.before(last + 1)).length() > depth) {
            last++;
        }
        for (int each = line; each <= last; each++) {
            file.replace(each, List.of());
        }
        return last;
    }
}
