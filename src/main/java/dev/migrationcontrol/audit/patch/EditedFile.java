package dev.migrationcontrol.audit.patch;

import java.util.ArrayList;
import java.util.List;

/** A text file of the tree with what is to become of its lines, which are numbered from 1 as they are before. */
final class EditedFile {
    private final TreeFile file;
    private final List<List<String>> after = new ArrayList<>();

    EditedFile(TreeFile file) {
        this.file = file;
        file.lines().forEach(line -> after.add(List.of(line)));
        after.add(List.of());
    }

    TreeFile file() {
        return file;
    }

    int lines() {
        return file.lines().size();
    }

    /** A line as it is before, without its end. */
    String before(int line) {
        return file.line(line);
    }

    /** What is at a line now, without ends. */
    List<String> now(int line) {
        return after.get(line - 1).stream().map(TextLines::withoutEnd).toList();
    }

    /** Puts lines in the place of one; nothing deletes it. */
    void replace(int line, List<String> contents) {
        after.set(line - 1, ended(contents, TextLines.end(file.lines().get(line - 1))));
    }

    void insertAfter(int line, List<String> contents) {
        List<String> all = new ArrayList<>();
        if (line > 0) {
            all.addAll(now(line));
            all.addAll(contents);
            replace(line, all);
        } else {
            all.addAll(contents);
            all.addAll(now(1));
            replace(1, all);
        }
    }

    void append(List<String> contents) {
        int last = lines();
        if (last > 0 && TextLines.end(file.lines().get(last - 1)).isEmpty()) {
            insertAfter(last, contents);
        } else {
            List<String> all = new ArrayList<>(after.get(last));
            all.addAll(ended(contents, file.lineEnd()));
            after.set(last, List.copyOf(all));
        }
    }

    /** All lines but the last have ends, whatever the line that they replace ends with. */
    private List<String> ended(List<String> contents, String lastEnd) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            boolean last = i + 1 == contents.size();
            all.add(contents.get(i) + (last && lastEnd.isEmpty() ? "" : lastEnd.isEmpty() ? file.lineEnd() : lastEnd));
        }
        return List.copyOf(all);
    }

    boolean isChanged() {
        for (int i = 0; i < lines(); i++) {
            if (!after.get(i).equals(List.of(file.lines().get(i)))) {
                return true;
            }
        }
        return !after.get(lines()).isEmpty();
    }

    /** The text afterwards. */
    String text() {
        StringBuilder text = new StringBuilder();
        after.forEach(lines -> lines.forEach(text::append));
        return text.toString();
    }

    FileChange change() {
        return new FileChange(file.path(), file.lines(), List.copyOf(after), file.executable());
    }
}
