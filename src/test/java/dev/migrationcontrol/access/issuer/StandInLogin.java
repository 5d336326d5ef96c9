package dev.migrationcontrol.access.issuer;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Logs people in at a stand-in issuer: strictly where everything is right, and with flaws that a test asks for. */
final class StandInLogin {
    static final String CLIENT = "console";
    static final String SECRET = "stand-in+secret canary/1";

    /** Whoever is there, with their groups. */
    static final Map<String, List<String>> PEOPLE = Map.of(
            "vera", List.of("viewers"),
            "dan", List.of("deployers"),
            "ada", List.of("deployers", "approvers"),
            "nora", List.of());

    private final StandInIssuer issuers;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    StandInLogin(StandInIssuer issuers) {
        this.issuers = issuers;
    }

    /** An answer: a page, a redirect, or JSON with a status. */
    record Answer(int status, String type, String text) {
        static Answer to(String address) {
            return new Answer(302, "Location", address);
        }
    }

    Answer answer(HttpExchange exchange, String name, String path) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (path.endsWith("/authorize")) {
            return authorize(name, values(query), query);
        }
        if (path.endsWith("/end")) {
            return Answer.to(values(query).getOrDefault("post_logout_redirect_uri", "/"));
        }
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return token(name, values(form), exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Answer authorize(String name, Map<String, String> asked, String query) {
        if (!asked.containsKey("as")) {
            StringBuilder page = new StringBuilder("<!doctype html><title>Stand-in</title><h1>Who are you?</h1>");
            PEOPLE.keySet().stream()
                    .sorted()
                    .forEach(each -> page.append("<p><a href=\"?")
                            .append(query.replace("&", "&amp;"))
                            .append("&amp;as=" + each + "\">" + each + "</a></p>"));
            return new Answer(200, "text/html", page.toString());
        }
        String flaw = asked.getOrDefault("flaw", "");
        String state = flaw.equals("state") ? "x" + asked.get("state").substring(1) : asked.get("state");
        String back = asked.get("redirect_uri") + "?state=" + state;
        if (flaw.startsWith("error:")) {
            String error = URLEncoder.encode(flaw.substring("error:".length()), StandardCharsets.UTF_8);
            return Answer.to(back + "&error=" + error + "&error_description=canary-words");
        }
        if (!asked.getOrDefault("response_type", "").equals("code")
                || !asked.getOrDefault("code_challenge_method", "").equals("S256")
                || !asked.getOrDefault("scope", "").contains("openid")) {
            return Answer.to(back + "&error=invalid_request");
        }
        String code = "code-canary-" + UUID.randomUUID();
        codes.put(code, asked);
        String issuer = flaw.equals("issuer") ? "http://127.0.0.1:1/other" : issuers.issuer(name);
        return Answer.to(back + "&code=" + code + "&iss=" + URLEncoder.encode(issuer, StandardCharsets.UTF_8));
    }

    private Answer token(String name, Map<String, String> form, String authorization) {
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        if (!isClient(name, form, authorization)) {
            return new Answer(401, "application/json", "{\"error\":\"invalid_client\"}");
        }
        if (asked == null
                || !asked.get("redirect_uri").equals(form.get("redirect_uri"))
                || !asked.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")))) {
            return new Answer(400, "application/json", "{\"error\":\"invalid_grant\"}");
        }
        String flaw = asked.getOrDefault("flaw", "");
        String token = flaw.equals("no-token") ? "" : ",\"id_token\":\"" + signed(name, asked, flaw) + "\"";
        return new Answer(
                200,
                "application/json",
                "{\"access_token\":\"" + access(name, asked) + "\",\"token_type\":\"Bearer\"" + token + "}");
    }

    /** A client with a secret, or, at the partner, one without. */
    private static boolean isClient(String name, Map<String, String> form, String authorization) {
        if (name.equals("partner")) {
            return CLIENT.equals(form.get("client_id")) && authorization == null;
        }
        String pair = CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .equals(authorization);
    }

    /** Only the partner's are for the API. */
    private String access(String name, Map<String, String> asked) {
        return name.equals("partner")
                ? issuers.sign(name, issuers.claims(name, IssuersUnderTest.AUDIENCE, asked.get("as")))
                : "at-canary";
    }

    private String signed(String name, Map<String, String> asked, String flaw) {
        String subject = asked.get("as");
        JwtClaims claims = issuers.claims(name, flaw.equals("audience") ? "another-client" : CLIENT, subject);
        claims.setStringClaim(
                "nonce", flaw.equals("nonce") ? "x" + asked.get("nonce").substring(1) : asked.get("nonce"));
        claims.setClaim("groups", PEOPLE.getOrDefault(subject, List.of()));
        claims.setStringClaim("preferred_username", subject + "@example.org");
        if (flaw.equals("expired")) {
            claims.setIssuedAt(NumericDate.fromSeconds(System.currentTimeMillis() / 1000 - 600));
            claims.setExpirationTimeMinutesInTheFuture(-1);
        } else if (flaw.equals("party")) {
            claims.setStringClaim("azp", "another-client");
        } else if (flaw.equals("no-nonce")) {
            claims.unsetClaim("nonce");
        } else if (flaw.equals("foreign")) {
            claims.setIssuer(issuers.issuer("partner"));
        } else if (flaw.equals("long")) {
            claims.setStringClaim("story", "x".repeat(40_000));
        }
        if (flaw.equals("key")) {
            return StandInIssuer.sign(StandInIssuer.key("x"), name + "-1", "RS256", claims.toJson());
        }
        if (flaw.equals("none")) {
            String head = "{\"alg\":\"none\",\"kid\":\"" + name + "-1\"}";
            return encoded(head) + "." + encoded(claims.toJson()) + ".AAAA";
        }
        return issuers.sign(name, claims);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> values(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : query.split("&")) {
            String[] pair = each.split("=", 2);
            values.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return values;
    }
}
