package dev.migrationcontrol.access;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Variables;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may do what. What the service does by itself, outside of any request, is not asked. */
@Singleton
public final class Access {
    private final Environments environments;
    private final AccessRules rules;
    private final Clock clock;
    private final Instance<Credentials> credentials;

    @Inject
    Access(SmallRyeConfig config, Environments environments, Clock clock, Instance<Credentials> credentials) {
        this(checked(Variables.rawIn(config), environments), environments, clock, credentials);
    }

    private static AccessRules checked(Map<String, String> raw, Environments environments) {
        AccessRules rules = AccessReader.read(raw, environments);
        OpenStart.check(rules, raw, environments);
        return rules;
    }

    Access(AccessRules rules, Environments environments, Clock clock, Instance<Credentials> credentials) {
        this.rules = rules;
        this.credentials = credentials;
        this.environments = environments;
        this.clock = clock;
    }

    /** Whether nothing is configured, so that whoever reaches the service may do everything. */
    public boolean isOpen() {
        return rules.isOpen();
    }

    /** Whether a page needs no credential. */
    boolean isPublic(String path) {
        return rules.publicPages().stream().anyMatch(each -> each.holds(path));
    }

    /** Whose token it is; empty where it is none. */
    Optional<Caller> callerOf(String token) {
        byte[] hash = digest(token);
        String found = null;
        for (var each : rules.tokens().entrySet()) {
            // All are compared, so that the time says nothing.
            if (MessageDigest.isEqual(HexFormat.of().parseHex(each.getKey()), hash)) {
                found = each.getValue();
            }
        }
        return Optional.ofNullable(found).map(rules::caller);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The caller of this request, or the service itself where there is none. */
    public Caller caller() {
        return CurrentCaller.get().orElse(Caller.LOCAL);
    }

    /**
     * Lets a request pass only if its caller may do this.
     *
     * @param environment null for what belongs to none
     * @throws dev.migrationcontrol.problem.Refusal {@code unknown-environment} (404) where the caller may not even view
     *     it, else {@code forbidden} (403)
     */
    public void require(Verb verb, @Nullable String environment) {
        Caller caller = caller();
        if (environment != null && !views(environment)) {
            environments.unknown(environment, visible());
        }
        Decision decision = Decisions.of(caller, verb, environment, now());
        if (!decision.allowed()) {
            throw new Forbidden(caller, decision);
        }
    }

    /** Says that an environment is unknown where it is not configured, or the caller may not view it. */
    public void requireVisible(String environment) {
        if (!visible().contains(environment)) {
            environments.unknown(environment, visible());
        }
    }

    /** Whether the caller of this request may do this. */
    public boolean allows(Verb verb, @Nullable String environment) {
        return caller().allowing(verb, environment, now()).isPresent();
    }

    /** Lets pass only who may view all environments. */
    void requireAll(Caller caller) {
        if (!caller.viewsAll(now())) {
            throw new Forbidden(caller, Decisions.of(caller, Verb.VIEW, Grant.ALL, now()));
        }
    }

    Decision decide(Verb verb, @Nullable String environment) {
        return Decisions.of(caller(), verb, environment, now());
    }

    /** How the caller of this request was recognised, and what it was granted there; empty while access is open. */
    public Map<String, Object> trace(@Nullable String environment) {
        if (rules.isOpen()) {
            return Map.of();
        }
        Map<String, Object> trace = new LinkedHashMap<>();
        trace.put("authentication", caller().authentication());
        trace.put("grants", granted(environment));
        if (!caller().claims().isEmpty()) {
            trace.put("claims", new TreeMap<>(caller().claims()));
        }
        return trace;
    }

    /** The names of the grants that the caller of this request has there. */
    public List<String> granted(@Nullable String environment) {
        return caller().grants().stream()
                .filter(each -> each.covers(environment) && !each.isOver(now()))
                .map(Grant::name)
                .distinct()
                .toList();
    }

    /** How browsers reach the service; empty where each request says it itself. */
    Optional<URI> address() {
        return Optional.ofNullable(rules.address());
    }

    /** The issuers whose credentials are taken. */
    public List<Provider> providers() {
        return rules.providers();
    }

    /** Every configured grant of these names, whoever has it. */
    public List<Grant> grantsNamed(Collection<String> names) {
        Stream<Grant> ofTokens = rules.grants().values().stream().flatMap(List::stream);
        Stream<Grant> byClaims = rules.providers().stream()
                .flatMap(each -> each.grants().stream())
                .map(ClaimGrant::grant);
        return Stream.concat(ofTokens, byClaims)
                .filter(each -> names.contains(each.name()))
                .toList();
    }

    /**
     * Whether a caller of this id may still do this: asked again when work that waited begins. The service itself only
     * plans, by what is configured.
     *
     * @param granted the names of the grants that counted when it was accepted
     */
    public boolean allowsStill(String callerId, Collection<String> granted, Verb verb, @Nullable String environment) {
        if (rules.isOpen() || callerId.equals(Caller.SERVICE) && verb == Verb.PLAN) {
            return true;
        }
        Stream<Caller> configured = rules.tokens().values().stream()
                .map(rules::caller)
                .filter(each -> each.id().equals(callerId));
        Stream<Caller> others =
                credentials.stream().map(each -> each.again(callerId, granted)).flatMap(Optional::stream);
        return Stream.concat(configured, others)
                .anyMatch(each -> each.allowing(verb, environment, now()).isPresent());
    }

    /** Whether the caller of this request may view it. */
    public boolean views(String environment) {
        return views(List.of(environment));
    }

    /** Whether the caller of this request may view each of them. */
    public boolean views(Collection<String> names) {
        return caller().views(names, now());
    }

    /** Whether the caller of this request may view all environments, also those of earlier configurations. */
    public boolean viewsAll() {
        return caller().viewsAll(now());
    }

    /**
     * Whether an environment may be named in what is said now: to the caller of this request where it may view it, and in
     * what an operation leaves behind only while access is open, since nobody knows who reads it.
     */
    public boolean mayName(String environment) {
        return CurrentCaller.get()
                .map(caller -> caller.views(List.of(environment), now()))
                .orElse(rules.isOpen());
    }

    /** The environments that the caller of this request may view, in display order. */
    public List<Environment> environments() {
        return environments.all().stream().filter(each -> views(each.name())).toList();
    }

    /** The names of the environments that the caller of this request may view. */
    public Set<String> visible() {
        return environments().stream().map(Environment::name).collect(Collectors.toUnmodifiableSet());
    }

    private Instant now() {
        return clock.instant();
    }
}
