package dev.migrationcontrol.environment;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How an environment may be changed.
 *
 * @param displayOrder lower comes first
 * @param isProtected whether a change needs more than a request
 * @param schemas the first is the default schema, which holds the history
 * @param locations where its migrations are, as Flyway spells locations
 * @param mixed whether one migration may hold transactional and other statements
 * @param lockTimeout how long a statement waits for a lock before it gives up
 * @param statementTimeout how long one statement may run; zero is without end
 * @param statusTimeout how long a read-only check may take
 * @param lockWait how long to wait for another migration runner's lock
 * @param schemasAreSaid whether someone chose the schemas, rather than left them at the default
 * @param execution how operations behave towards each other and the application, and after a fault
 * @param promotion where a migration has to be applied before
 * @param review what has to be read before it is changed
 * @param rules what it says of the rules on scripts
 * @param drift when its schema is checked for drift, and what of that is accepted
 */
public record Policy(
        int displayOrder,
        boolean isProtected,
        List<String> schemas,
        String historyTable,
        List<String> locations,
        Map<String, String> placeholders,
        boolean mixed,
        boolean outOfOrder,
        Duration lockTimeout,
        Duration statementTimeout,
        Duration statusTimeout,
        Duration lockWait,
        ExecutionPolicy execution,
        boolean schemasAreSaid,
        PromotionPolicy promotion,
        ReviewPolicy review,
        RulePolicy rules,
        DriftPolicy drift) {

    public Policy {
        schemas = List.copyOf(schemas);
        locations = List.copyOf(locations);
        placeholders = Map.copyOf(placeholders);
        if (schemas.isEmpty() || locations.isEmpty() || historyTable.isBlank()) {
            throw new IllegalArgumentException("a policy needs schemas, locations and a history table");
        }
    }

    /** A policy whose schemas someone chose. */
    public Policy(
            int displayOrder,
            boolean isProtected,
            List<String> schemas,
            String historyTable,
            List<String> locations,
            Map<String, String> placeholders,
            boolean mixed,
            boolean outOfOrder,
            Duration lockTimeout,
            Duration statementTimeout,
            Duration statusTimeout,
            Duration lockWait,
            ExecutionPolicy execution) {
        this(
                displayOrder,
                isProtected,
                schemas,
                historyTable,
                locations,
                placeholders,
                mixed,
                outOfOrder,
                lockTimeout,
                statementTimeout,
                statusTimeout,
                lockWait,
                execution,
                true,
                PromotionPolicy.FREE,
                ReviewPolicy.NONE,
                RulePolicy.DEFAULT,
                DriftPolicy.NONE);
    }

    /** The same with schemas that someone chose. */
    Policy withSchemas(List<String> chosen) {
        return with(chosen, true, promotion, review, rules, drift);
    }

    /** The same with schemas that nobody chose. */
    Policy withUnsaidSchemas(List<String> usual) {
        return with(usual, false, promotion, review, rules, drift);
    }

    /** The same with an order of environments. */
    Policy withPromotion(PromotionPolicy order) {
        return with(schemas, schemasAreSaid, order, review, rules, drift);
    }

    /** The same with what has to be read before. */
    Policy withReview(ReviewPolicy required) {
        return with(schemas, schemasAreSaid, promotion, required, rules, drift);
    }

    /** The same with scripts of other locations. */
    public Policy withLocations(List<String> others) {
        return new Policy(
                displayOrder,
                isProtected,
                schemas,
                historyTable,
                others,
                placeholders,
                mixed,
                outOfOrder,
                lockTimeout,
                statementTimeout,
                statusTimeout,
                lockWait,
                execution,
                schemasAreSaid,
                promotion,
                review,
                rules,
                drift);
    }

    /** The same with what it says of rules. */
    Policy withRules(RulePolicy judged) {
        return with(schemas, schemasAreSaid, promotion, review, judged, drift);
    }

    /** The same with what it says of drift. */
    Policy withDrift(DriftPolicy checked) {
        return with(schemas, schemasAreSaid, promotion, review, rules, checked);
    }

    private Policy with(
            List<String> others,
            boolean said,
            PromotionPolicy order,
            ReviewPolicy required,
            RulePolicy judged,
            DriftPolicy checked) {
        return new Policy(
                displayOrder,
                isProtected,
                others,
                historyTable,
                locations,
                placeholders,
                mixed,
                outOfOrder,
                lockTimeout,
                statementTimeout,
                statusTimeout,
                lockWait,
                execution,
                said,
                order,
                required,
                judged,
                checked);
    }

    /** The policy of an environment for which nothing is configured. */
    public static Policy defaults(List<String> locations) {
        return new Policy(
                100,
                false,
                List.of("public"),
                "flyway_schema_history",
                locations,
                Map.of(),
                false,
                false,
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                ExecutionPolicy.DEFAULT,
                false,
                PromotionPolicy.FREE,
                ReviewPolicy.NONE,
                RulePolicy.DEFAULT,
                DriftPolicy.NONE);
    }

    /**
     * Whether a rollback has to name what it destroys.
     *
     * @param planned whether it names a plan
     */
    public boolean asksForLoss(boolean planned) {
        return switch (review.acceptLoss()) {
            case REQUIRED -> true;
            case NEVER_ASKED -> false;
            case USUAL -> planned || isProtected || review.planRequired();
        };
    }

    /** The schema that holds the history. */
    public String defaultSchema() {
        return schemas.get(0);
    }
}
