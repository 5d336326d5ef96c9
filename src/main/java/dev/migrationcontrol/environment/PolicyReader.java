package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.setting.DurationSetting;
import dev.migrationcontrol.environment.setting.ListSetting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the policy of an environment from its properties; a value that is unusable is reported and left at its default. */
final class PolicyReader {
    /** PostgreSQL keeps time-outs as milliseconds in 31 bits. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private static final int MOST_APPROVALS = 5;
    private static final Duration MONTH = Duration.ofDays(31);
    private static final Duration YEAR = Duration.ofDays(366);
    private static final String OTHER_NAME = "write a shorter or another name";

    private final Variables variables;
    private final Misconfigurations misconfigurations;
    private final Policy defaults;

    PolicyReader(Variables variables, Misconfigurations misconfigurations, Policy defaults) {
        this.variables = variables;
        this.misconfigurations = misconfigurations;
        this.defaults = defaults;
    }

    Policy read(PropertyBlock block) {
        Policy policy = new Policy(
                value(block, EnvironmentKey.DISPLAY_ORDER, PolicyReader::number, "a whole number")
                        .orElse(defaults.displayOrder()),
                flag(block, EnvironmentKey.PROTECTED).orElse(defaults.isProtected()),
                schemas(block),
                historyTable(block),
                names(block, EnvironmentKey.LOCATIONS).orElse(defaults.locations()),
                placeholders(block),
                flag(block, EnvironmentKey.MIXED).orElse(defaults.mixed()),
                flag(block, EnvironmentKey.OUT_OF_ORDER).orElse(defaults.outOfOrder()),
                duration(block, EnvironmentKey.LOCK_TIMEOUT, false).orElse(defaults.lockTimeout()),
                duration(block, EnvironmentKey.STATEMENT_TIMEOUT, true).orElse(defaults.statementTimeout()),
                duration(block, EnvironmentKey.STATUS_TIMEOUT, false).orElse(defaults.statusTimeout()),
                duration(block, EnvironmentKey.LOCK_WAIT, true).orElse(defaults.lockWait()),
                execution(block, defaults.execution()));
        Policy ordered = policy.withPromotion(promotion(block, defaults.promotion()))
                .withReview(review(block, policy.isProtected(), defaults.review()))
                .withRules(new RulePolicyReader(variables, misconfigurations).read(block, defaults.rules()))
                .withDrift(new DriftPolicyReader(variables, misconfigurations).read(block, defaults.drift()));
        return block.variable(EnvironmentKey.SCHEMAS).isPresent()
                ? ordered
                : ordered.withUnsaidSchemas(policy.schemas());
    }

    /** Who protects an environment wants its upgrades and rollbacks planned and rehearsed, unless a setting says otherwise. */
    private ReviewPolicy review(PropertyBlock block, boolean isProtected, ReviewPolicy otherwise) {
        Optional<Boolean> plan = flag(block, EnvironmentKey.REQUIRE_PLAN);
        Optional<Boolean> rehearsal = flag(block, EnvironmentKey.REQUIRE_REHEARSAL);
        return new ReviewPolicy(
                plan.orElse(isProtected || otherwise.planRequired()),
                plan.orElse(otherwise.onlyPlanned()),
                value(
                                block,
                                EnvironmentKey.APPROVALS,
                                text -> number(text).filter(each -> each >= 0 && each <= MOST_APPROVALS),
                                "a whole number from 0 to " + MOST_APPROVALS)
                        .orElse(otherwise.approvals()),
                value(
                                block,
                                EnvironmentKey.PLAN_EXPIRY,
                                text -> DurationSetting.parse(text, MONTH).filter(each -> !each.isZero()),
                                "a duration such as 24h, of 31 days at the most")
                        .orElse(otherwise.planExpiry()),
                rehearsal.orElse(plan.orElse(true) && isProtected || otherwise.rehearsalRequired()),
                value(
                                block,
                                EnvironmentKey.REHEARSAL,
                                RehearsalPlace::find,
                                "own-server, rehearsal-server, embedded or where-possible")
                        .orElse(otherwise.rehearsal()),
                flag(block, EnvironmentKey.REQUIRE_PROVEN_UNDO).orElse(otherwise.provenUndoRequired()),
                value(block, EnvironmentKey.ACCEPT_LOSS, ReviewPolicy.AcceptLoss::find, "required or never-asked")
                        .orElse(otherwise.acceptLoss()));
    }

    private PromotionPolicy promotion(PropertyBlock block, PromotionPolicy otherwise) {
        List<String> after = names(block, EnvironmentKey.AFTER).orElse(otherwise.after());
        Optional<Duration> within = value(
                block,
                EnvironmentKey.WITHIN,
                text -> DurationSetting.parse(text, YEAR).filter(each -> !each.isZero()),
                "a duration such as 7d, of a year at the most");
        if (within.isPresent() && after.isEmpty()) {
            complain(
                    block,
                    EnvironmentKey.WITHIN,
                    "limits a time for which no earlier environment is named",
                    "set after");
        }
        return new PromotionPolicy(after, within.orElse(otherwise.within()));
    }

    private List<String> schemas(PropertyBlock block) {
        List<String> schemas = names(block, EnvironmentKey.SCHEMAS).orElse(defaults.schemas());
        schemas.forEach(each -> Identifier.wrongSchema(each)
                .ifPresent(wrong -> complain(block, EnvironmentKey.SCHEMAS, wrong, OTHER_NAME)));
        return schemas;
    }

    private String historyTable(PropertyBlock block) {
        String table = value(block, EnvironmentKey.HISTORY_TABLE, Optional::of, "the name of a table")
                .orElse(defaults.historyTable());
        Identifier.wrongHistoryTable(table)
                .ifPresent(wrong -> complain(block, EnvironmentKey.HISTORY_TABLE, wrong, OTHER_NAME));
        return table;
    }

    private void complain(PropertyBlock block, EnvironmentKey key, String wrong, String instead) {
        block.variable(key)
                .flatMap(variables::find)
                .ifPresent(variable -> misconfigurations.add(variable.name(), wrong, instead));
    }

    private ExecutionPolicy execution(PropertyBlock block, ExecutionPolicy otherwise) {
        return new ExecutionPolicy(
                value(block, EnvironmentKey.ON_BUSY, PolicyReader::onBusy, "refuse or queue")
                        .orElse(otherwise.onBusy()),
                count(block, EnvironmentKey.QUEUE_LIMIT, 0).orElse(otherwise.queueLimit()),
                count(block, EnvironmentKey.RETRY_ATTEMPTS, 1).orElse(otherwise.attempts()),
                duration(block, EnvironmentKey.RETRY_BUDGET, true).orElse(otherwise.retryBudget()),
                count(block, EnvironmentKey.MAX_BLOCKED_SESSIONS, 0).orElse(otherwise.maxBlockedSessions()),
                duration(block, EnvironmentKey.MAX_BLOCKED_TIME, true).orElse(otherwise.maxBlockedTime()),
                flag(block, EnvironmentKey.RESUME).orElse(otherwise.resume()));
    }

    private Optional<Integer> count(PropertyBlock block, EnvironmentKey key, int least) {
        return value(
                block,
                key,
                text -> number(text).filter(each -> each >= least),
                "a whole number, " + least + " or more");
    }

    private static Optional<ExecutionPolicy.OnBusy> onBusy(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "refuse" -> Optional.of(ExecutionPolicy.OnBusy.REFUSE);
            case "queue" -> Optional.of(ExecutionPolicy.OnBusy.QUEUE);
            default -> Optional.empty();
        };
    }

    private Map<String, String> placeholders(PropertyBlock block) {
        Map<String, String> values = new TreeMap<>();
        block.placeholders()
                .forEach(
                        (key, variable) -> variables.find(variable).ifPresent(found -> values.put(key, found.value())));
        return values;
    }

    private Optional<List<String>> names(PropertyBlock block, EnvironmentKey key) {
        return value(block, key, ListSetting::parse, "names separated by commas; one with a comma in double quotes");
    }

    private Optional<Boolean> flag(PropertyBlock block, EnvironmentKey key) {
        return value(block, key, PolicyReader::flag, "true or false");
    }

    private Optional<Duration> duration(PropertyBlock block, EnvironmentKey key, boolean zeroAllowed) {
        String instead = "a duration" + (zeroAllowed ? "" : " above zero") + " such as 2s, 10m or PT2S";
        return value(
                block,
                key,
                text -> DurationSetting.parse(text, LONGEST).filter(each -> zeroAllowed || !each.isZero()),
                instead);
    }

    private <T> Optional<T> value(
            PropertyBlock block, EnvironmentKey key, Function<String, Optional<T>> reader, String instead) {
        Optional<Variable> variable = block.variable(key).flatMap(variables::find);
        Optional<T> value = variable.flatMap(each -> reader.apply(each.value().strip()));
        if (variable.isPresent() && value.isEmpty()) {
            misconfigurations.add(variable.get().name(), "has an unusable value", "write " + instead);
        }
        return value;
    }

    private static Optional<Integer> number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
