package dev.migrationcontrol.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.migrationcontrol.schema.ObjectChange;
import dev.migrationcontrol.text.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An object that is not what the history has built. */
@Schema(name = "DriftedObject", description = "An object that is not what the history has built.")
record DriftedObject(
        @Schema(
                description = "The object, with its schema; a column, constraint, trigger or policy with its table.",
                examples = "public.orders.note")
        String object,

        @Schema(description = "What kind of object it is.", examples = "column")
        String kind,

        @Schema(
                description =
                        "ADDED: no script makes it. REMOVED: a script makes it, and it is not there. CHANGED: it is there,"
                                + " and is another one.",
                examples = "ADDED")
        ObjectChange.Change change,

        @Schema(
                description =
                        "What the history builds, one aspect a line; of an object that is CHANGED what differs. null where"
                                + " it builds nothing.",
                examples = "default: 'new'::text")
        @Nullable
        String expected,

        @Schema(
                description = "What the environment has, in the same form; null where it has nothing.",
                examples = "default: 'old'::text")
        @Nullable
        String actual,

        @Schema(description = "Whose it is; null where nothing is there, or it has no owner.", examples = "app_owner")
        @Nullable
        String owner,

        @Schema(description = "The first check that found it as it is now.", examples = "2026-01-31T03:00:00Z")
        @Nullable
        Instant since,

        @Schema(
                description = "The last check before, which did not find it; null where there was none.",
                examples = "2026-01-30T03:00:00Z")
        @Nullable
        Instant notYetAt,

        @Schema(description = "Who changed it and when, as far as the server can say; null where it cannot.") @Nullable
        Origin changed,

        @Schema(description = "Why it is accepted; null where it is not.") @Nullable
        Accepted accepted) {
    static DriftedObject of(ObjectChange change) {
        return new DriftedObject(
                change.object(),
                change.kind(),
                change.change(),
                change.expected(),
                change.actual(),
                null,
                null,
                null,
                null,
                null);
    }

    /** How it is known who changed an object. */
    @Schema(
            name = "DriftEvidence",
            description =
                    "RECORDED: the recorder saw the command. COMMIT_TIME: the server keeps times of commits, and so knows"
                            + " when the row in the catalogue was written, but not by whom.")
    enum Evidence {
        RECORDED,
        COMMIT_TIME
    }

    /** Who changed an object. */
    @Schema(name = "DriftOrigin", description = "Who changed an object and when, as far as the server can say.")
    record Origin(
            @Schema(description = "How it is known.", examples = "RECORDED")
            Evidence evidence,

            @Schema(description = "When.", examples = "2026-01-30T17:03:11Z")
            Instant at,

            @Schema(description = "The role that logged on; null where it is not known.", examples = "alice") @Nullable
            String user,

            @Schema(description = "As its session named itself; null where it is not known.", examples = "psql")
            @Nullable
            String application,

            @Schema(description = "The kind of command; null where it is not known.", examples = "ALTER TABLE")
            @Nullable
            String command) {}

    /** Why it is accepted. */
    @Schema(name = "DriftAccepted", description = "Why a difference is accepted.")
    record Accepted(
            @Schema(description = "As configured.", examples = "made by the reporting tool")
            String reason,

            @Schema(description = "The setting that says so.", examples = "drift-accept.public.orders.note")
            String by) {}

    DriftedObject with(@Nullable String whose, @Nullable Origin origin, @Nullable Accepted why) {
        return new DriftedObject(object, kind, change, expected, actual, whose, since, notYetAt, origin, why);
    }

    DriftedObject seen(Instant first, @Nullable Instant before) {
        return new DriftedObject(object, kind, change, expected, actual, owner, first, before, changed, accepted);
    }

    /** The same for a difference that is the same. */
    @JsonIgnore
    String digest() {
        String all = String.join("\u0000", object, kind, change.name(), expected + "", actual + "");
        return Digests.hex("SHA-256", all.getBytes(StandardCharsets.UTF_8));
    }
}
