package dev.migrationcontrol.console;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** How values are written on pages, as templates ask for it. */
@TemplateExtension(namespace = "show")
final class Shown {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "d MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Shown() {}

    /** A time as people read it where no script makes it their own. */
    static String time(String iso) {
        try {
            return iso.isEmpty() ? "" : UTC.format(Instant.parse(iso));
        } catch (DateTimeParseException other) {
            return iso;
        }
    }

    /** A duration as people read it. */
    static String took(String iso) {
        try {
            return iso.isEmpty() ? "" : took(Duration.parse(iso));
        } catch (DateTimeParseException other) {
            return iso;
        }
    }

    static String took(Duration time) {
        long millis = time.toMillis();
        if (millis < 10_000) {
            return String.format(Locale.ROOT, millis < 1_000 ? "%.2f s" : "%.1f s", millis / 1_000.0);
        }
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    static Mark status(String state, long pending) {
        return Mark.ofStatus(state, pending);
    }

    static Mark operation(String state) {
        return Mark.ofOperation(state);
    }

    static Mark step(String state, boolean undone) {
        return Mark.ofStep(state, undone);
    }

    static Mark migration(String state, String problem) {
        return Mark.ofMigration(state, problem);
    }

    /** A constant as words. */
    static String word(String constant) {
        return Mark.word(constant);
    }

    /** What an operation does, with where: {@code Upgrade of test}. */
    static String title(Answer operation) {
        String what = Mark.word(operation.text("type"));
        return operation.has("environment") ? what + " of " + operation.text("environment") : what;
    }

    /** A text within an address. */
    static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The states of operations. */
    static List<String> states() {
        return List.of("QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED", "INTERRUPTED");
    }

    /** The types of operations that lists are narrowed to. */
    static List<String> types() {
        return List.of("UPGRADE", "ROLLBACK", "REPAIR", "BASELINE", "CONSOLIDATION", "AUDIT");
    }

    /** What the journal has entries of. */
    static List<String> kinds() {
        return List.of(
                "REQUEST_ACCEPTED",
                "REQUEST_REFUSED",
                "CANCELLATION_REQUESTED",
                "OPERATION_ENDED",
                "TOKEN_CREATED",
                "TOKEN_REVOKED",
                "BREAK_GLASS",
                "BREAK_GLASS_REVIEWED",
                "PLAN_APPROVED",
                "PLAN_REJECTED",
                "APPROVAL_WITHDRAWN",
                "FREEZE_SET",
                "FREEZE_LIFTED");
    }

    static Mark plan(String state) {
        return switch (state) {
            case "READY" -> new Mark(Mark.WAIT, "Ready to run");
            case "USED" -> new Mark(Mark.DONE, "Was run");
            case "BLOCKED" -> new Mark(Mark.BAD, "Blocked");
            default -> new Mark(Mark.NONE, Mark.word(state));
        };
    }

    static Mark verdict(String decision) {
        return decision.equals("APPROVED") ? new Mark(Mark.DONE, "approved") : new Mark(Mark.BAD, "rejected");
    }

    static Mark done(String word) {
        return new Mark(Mark.DONE, word);
    }

    static Mark bad(String word) {
        return new Mark(Mark.BAD, word);
    }

    static Mark delivery(String state) {
        return switch (state) {
            case "DELIVERED" -> new Mark(Mark.DONE, "Delivered");
            case "DEAD" -> new Mark(Mark.BAD, "Given up");
            default -> new Mark(Mark.WAIT, "To be sent");
        };
    }

    static Mark severity(String severity) {
        return switch (severity) {
            case "ERROR" -> new Mark(Mark.BAD, "error");
            case "WARNING" -> new Mark(Mark.WAIT, "warning");
            default -> new Mark(Mark.NONE, "note");
        };
    }

    /** Whether a value is short enough to be a fact by itself. */
    static boolean simple(String value) {
        return !value.isEmpty() && !value.equals("null") && !value.startsWith("{") && !value.startsWith("[");
    }

    /** A duration or a time as people read it, anything else as it is. */
    static String value(String value) {
        return value.matches("PT[0-9].*")
                ? took(value)
                : value.matches("\\d{4}-\\d\\d-\\d\\dT.*Z") ? time(value) : value;
    }

    /** The name of a field as words. */
    static String words(String field) {
        return Mark.word(field.replaceAll("([A-Z])", "_$1"));
    }

    /** A lock as PostgreSQL writes it: {@code ACCESS EXCLUSIVE}. */
    static String lock(String constant) {
        return constant.replace('_', ' ');
    }

    /** A text that is short enough for a picture. */
    static String shortened(String text) {
        return text.length() > 11 ? text.substring(0, 10) + "\u2026" : text;
    }
}
