package dev.migrationcontrol.draft;

import dev.migrationcontrol.schema.ObjectChange;
import dev.migrationcontrol.schema.ObjectChange.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a draft cannot know. */
@Schema(name = "DraftQuestion", description = "What a draft cannot know; the next request answers it.")
record DraftQuestion(
        @Schema(
                description =
                        "RENAME: whether an object got another name; answered in `renames`. DROP: whether a table or a"
                                + " column may go, with its rows; answered in `droppable`.",
                examples = "RENAME")
        Kind kind,

        @Schema(description = "What the migrations make and the model lacks.", examples = "public.orders.note")
        String from,

        @Schema(
                description = "What the model has and the migrations lack, which may be the same; null for DROP.",
                examples = "public.orders.remark")
        @Nullable
        String to,

        @Schema(description = "The question.", examples = "Is public.orders.note now called public.orders.remark?")
        String text) {
    private static final int MOST = 200;
    private static final Set<String> RENAMED = Set.of("table", "column");

    /** What it is about. */
    enum Kind {
        RENAME,
        DROP
    }

    /**
     * What is open.
     *
     * @param changes what the migrations make, as the actual side, against the model
     * @param answered what renames say already
     * @param droppable what may go
     */
    static List<DraftQuestion> of(List<ObjectChange> changes, Set<String> answered, Set<String> droppable) {
        List<DraftQuestion> questions = new ArrayList<>();
        List<ObjectChange> left = changes.stream()
                .filter(each -> each.change() == Change.ADDED && RENAMED.contains(each.kind()))
                .toList();
        for (ObjectChange each : left) {
            String name = each.object().replace("\"", "");
            boolean asks = !answered.contains(name) && !droppable.contains(name);
            if (asks) {
                candidates(each, changes).map(to -> rename(each, to)).forEach(questions::add);
            }
            if (!droppable.contains(name)) {
                questions.add(new DraftQuestion(
                        Kind.DROP,
                        each.object(),
                        null,
                        "May the " + each.kind() + " " + each.object() + " be dropped, with all that it holds?"));
            }
        }
        return questions.stream().limit(MOST).toList();
    }

    private static DraftQuestion rename(ObjectChange from, ObjectChange to) {
        return new DraftQuestion(
                Kind.RENAME,
                from.object(),
                to.object(),
                "Is the " + from.kind() + " " + from.object() + " now called " + to.object() + "?");
    }

    /** New ones of the same kind in the same place that look the same: a column by its type, a table by its columns. */
    private static Stream<ObjectChange> candidates(ObjectChange gone, List<ObjectChange> changes) {
        return changes.stream()
                .filter(each -> each.change() == Change.REMOVED && each.kind().equals(gone.kind()))
                .filter(each -> place(each).equals(place(gone)))
                .filter(each -> alike(gone.kind(), String.valueOf(gone.actual()), String.valueOf(each.expected())));
    }

    private static String place(ObjectChange change) {
        String name = change.object();
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static boolean alike(String kind, String one, String two) {
        return kind.equals("column") ? type(one).equals(type(two)) : mostlySame(columns(one), columns(two));
    }

    private static String type(String definition) {
        return definition
                .lines()
                .filter(each -> each.startsWith("type: "))
                .findFirst()
                .orElse("");
    }

    private static Set<String> columns(String definition) {
        return definition
                .lines()
                .filter(each -> each.startsWith("column "))
                .map(each -> each.replaceFirst("^column [^:]*\\.", ""))
                .map(each -> each.replaceFirst("(, |: )default: [^,]*", ""))
                .collect(Collectors.toSet());
    }

    private static boolean mostlySame(Set<String> one, Set<String> two) {
        long both = one.stream().filter(two::contains).count();
        return both > 0 && 2 * both >= Math.max(one.size(), two.size());
    }
}
