package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.ClaimGrant;
import dev.migrationcontrol.access.Provider;
import dev.migrationcontrol.access.Unauthenticated;
import java.security.Key;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Proves the tokens of one issuer, and says who they are of. */
final class Issuer {
    /** Clocks of others are a little wrong. */
    private static final int SKEW_SECONDS = 30;

    private static final int LONGEST_SUBJECT = 255;

    /** The year 10000. */
    private static final double LAST_END = 253_402_300_800d;

    /** Signatures of keys that everyone may know; a shared secret is none, and neither is no signature at all. */
    private static final AlgorithmConstraints SIGNATURES = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final Provider provider;
    private final IssuerKeys keys;
    private final Clock clock;

    Issuer(Provider provider, IssuerKeys keys, Clock clock) {
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
    }

    /** Fails with {@link Unauthenticated} where the token is wrong, with {@link IssuerUnavailable} where nobody can say. */
    CompletableFuture<Optional<Caller>> find(IssuedToken token) {
        return find(token, provider.audience());
    }

    /**
     * The person of a login: the same checks, for another audience, and that the token was made for this very login.
     *
     * @param client who asked for it
     */
    CompletableFuture<Optional<Caller>> find(IssuedToken token, String client, String nonce) {
        return find(token, client).thenApply(person -> {
            if (!token.claims().value("nonce").orElse("").equals(nonce)) {
                throw wrong("was made for another login");
            }
            String party = token.claims().value("azp").orElse(client);
            if (!party.equals(client)) {
                throw wrong("was made for another client");
            }
            return person;
        });
    }

    private CompletableFuture<Optional<Caller>> find(IssuedToken token, String audience) {
        return keys.find(token.key()).thenApply(key -> {
            PublicJsonWebKey known = key.orElseThrow(() -> wrong("is signed with a key that its issuer does not have"));
            if (known.getAlgorithm() != null
                    && !known.getAlgorithm().equals(token.header().path("alg").asText(""))) {
                throw wrong("is signed in another way than its key is for");
            }
            prove(token, known.getPublicKey(), audience);
            return Optional.of(caller(token.claims()));
        });
    }

    private void prove(IssuedToken token, Key key, String audience) {
        try {
            new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(SIGNATURES)
                    .setVerificationKey(key)
                    .setExpectedIssuer(provider.issuer())
                    .setExpectedAudience(audience)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .process(token.text());
        } catch (InvalidJwtException e) {
            throw wrong(reason(e, audience));
        }
        double end = token.claims().members().path("exp").asDouble();
        if (end > LAST_END) {
            throw wrong("has no end in this age");
        }
        String subject = token.claims().value("sub").orElse("");
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw wrong("names no subject, or one that cannot be used");
        }
    }

    /** The checks are made in an order, and a message of the library could quote the token. */
    private static String reason(InvalidJwtException e, String audience) {
        if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "has expired";
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "is not valid yet";
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "is meant for another audience than " + audience;
        }
        return e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
                ? "has a wrong signature"
                : "cannot be proved, or lacks iss, sub or exp";
    }

    private Unauthenticated wrong(String why) {
        return Unauthenticated.because("The token of the provider " + provider.name() + " " + why + ".");
    }

    Caller caller(Claims claims) {
        return new Caller(
                provider.preset() == Provider.Preset.PEOPLE ? Caller.Kind.PERSON : Caller.Kind.WORKLOAD,
                prefix() + claims.value("sub").orElseThrow(),
                authentication(),
                claims.person(provider),
                claims.kept(provider.preset()),
                provider.grants().stream()
                        .filter(each -> each.matches(claims::values))
                        .map(ClaimGrant::grant)
                        .toList());
    }

    /** An earlier caller; what was said of it then is not kept, but by which grants it was accepted. */
    Optional<Caller> again(String callerId, Collection<String> granted) {
        if (!callerId.startsWith(prefix())) {
            return Optional.empty();
        }
        return Optional.of(new Caller(
                Caller.Kind.WORKLOAD,
                callerId,
                authentication(),
                null,
                provider.grants().stream()
                        .map(ClaimGrant::grant)
                        .filter(each -> granted.contains(each.name()))
                        .toList()));
    }

    private String prefix() {
        return provider.name() + "|";
    }

    private String authentication() {
        return "oidc:" + provider.name();
    }
}
