package dev.migrationcontrol.freeze;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A freeze as the API shows it. */
@Schema(
        name = "Freeze",
        description = "A time in which environments are not changed, or outside of which they are not.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record FreezeDescription(
        @Schema(
                description = "Its name in the configuration, or the id of one that was set by a request.",
                examples = "year-end")
        String name,

        @Schema(description = "Where it comes from.", examples = "CONFIGURED")
        Origin origin,

        @Schema(
                description = "DENY: nothing is changed in these times. ALLOW: changes are made in these times alone.",
                examples = "DENY")
        Freeze.Kind kind,

        @Schema(description = "The environments; `*` for all.", examples = "[\"production\"]")
        List<String> environments,

        @Schema(description = "Whether rollbacks are allowed nevertheless.", examples = "false")
        boolean rollback,

        @Schema(description = "Whether its time is now.", examples = "true")
        boolean active,

        @Schema(
                description = "When the time that is now began; null where it is not now.",
                examples = "2026-12-20T23:00:00Z")
        @Nullable
        Instant from,

        @Schema(
                description = "When the time that is now ends; null where it is not now.",
                examples = "2027-01-04T05:00:00Z")
        @Nullable
        Instant until,

        @Schema(description = "When its next time begins; null where none follows.", examples = "2026-12-20T23:00:00Z")
        @Nullable
        Instant next,

        @Schema(
                description = "The IANA time zone of its local times; null where it has none.",
                examples = "Europe/Berlin")
        @Nullable
        String zone,

        @Schema(description = "When it returns, with five fields; null where it is once.", examples = "0 16 * * FRI")
        @Nullable
        String cron,

        @Schema(
                description = "How long it is each time; null where it is once.",
                examples = "PT62H",
                type = SchemaType.STRING,
                format = "duration")
        @Nullable
        Duration duration,

        @Schema(description = "Why.", examples = "the year-end closing runs") @Nullable
        String reason,

        @Schema(description = "Who set it; null for one of the configuration.", examples = "token|ops") @Nullable
        String setBy,

        @Schema(description = "Who ended it early; null where nobody did.", examples = "token|ops") @Nullable
        String liftedBy) {
    /** Where a freeze comes from. */
    @Schema(name = "FreezeOrigin", description = "Where a freeze comes from.")
    enum Origin {
        /** The configuration. */
        CONFIGURED,
        /** A request. */
        REQUESTED
    }

    /** @param visible the environments that are shown */
    static FreezeDescription of(ConfiguredFreeze configured, Set<String> visible, Instant now) {
        WindowReader.Timing timing = configured.timing();
        return of(configured.freeze(), Origin.CONFIGURED, visible, now, timing, null, null);
    }

    /** @param visible the environments that are shown */
    static FreezeDescription of(SetFreeze set, Set<String> visible, Instant now) {
        return of(set.freeze(), Origin.REQUESTED, visible, now, null, set.setBy(), set.liftedBy());
    }

    private static FreezeDescription of(
            Freeze freeze,
            Origin origin,
            Set<String> visible,
            Instant now,
            WindowReader.@Nullable Timing timing,
            @Nullable String setBy,
            @Nullable String liftedBy) {
        Optional<Span> span = freeze.window().at(now);
        return new FreezeDescription(
                freeze.name(),
                origin,
                freeze.kind(),
                freeze.environments().stream()
                        .filter(each -> each.equals(Freeze.ALL) || visible.contains(each))
                        .sorted()
                        .toList(),
                freeze.rollback(),
                span.isPresent(),
                span.map(Span::begin).orElse(null),
                span.map(Span::end).orElse(null),
                freeze.window().next(now).orElse(null),
                timing == null ? null : timing.zone(),
                timing == null ? null : timing.cron(),
                timing == null ? null : timing.duration(),
                freeze.reason(),
                setBy,
                liftedBy);
    }
}
