package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.patch.TreePatch.DraftedChange;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of the patch, as the plan shows it.
 *
 * @param lines of its diff, those that are shown
 * @param left how many lines are not shown
 */
record TreePlanDraft(DraftedChange change, List<String> lines, int left) {
    private static final int MOST_FILES = 60;
    private static final int MOST_LINES = 80;
    private static final int LONGEST_LINE = 400;

    static List<TreePlanDraft> of(TreeChanges changes, List<String> diffs) {
        List<TreePlanDraft> drafts = new ArrayList<>();
        for (int i = 0;
                i < Math.min(MOST_FILES, Math.min(diffs.size(), changes.files().size()));
                i++) {
            List<String> all = diffs.get(i).lines().toList();
            List<String> shown = all.subList(0, Math.min(MOST_LINES, all.size()));
            drafts.add(new TreePlanDraft(changes.files().get(i), shown, all.size() - shown.size()));
        }
        return drafts;
    }

    /** In a block of code, which nothing in the file can end; without what a terminal or a reader would take for a sign. */
    public RawString block() {
        StringBuilder block = new StringBuilder();
        for (String line : lines) {
            String plain = line.replaceAll("[\\p{Cc}&&[^\\t]]|[\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", " ");
            block.append(plain.length() > LONGEST_LINE ? plain.substring(0, LONGEST_LINE) + "…" : plain)
                    .append('\n');
        }
        String fence = "`".repeat(Math.max(3, longestRun(block) + 1));
        return new RawString(fence + "diff\n" + block + fence);
    }

    private static int longestRun(CharSequence text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
