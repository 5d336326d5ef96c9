package dev.migrationcontrol.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes requests of the operations in the document: as documented, nearly so, with hostile values, and broken. */
final class Fuzz {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "X");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/jsonx",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "*/*",
            ";",
            "application/json; charset=utf-7");
    private static final List<String> ACCEPTS = List.of(
            "*/*",
            "text/csv",
            "application/problem+json",
            "text/markdown",
            "application/zip",
            "text/event-stream",
            "x",
            "");

    private static final List<String> NEGOTIATION = List.of(
            "Accept",
            "Accept-Language",
            "Accept-Charset",
            "Accept-Encoding",
            "Content-Language",
            "Content-Type",
            "Cookie",
            "If-Modified-Since",
            "If-None-Match",
            "Range",
            "Authorization",
            "Forwarded",
            "X-Forwarded-For",
            "Last-Event-ID",
            "Prefer",
            "traceparent");

    private final List<Described> operations = new ArrayList<>();
    private final Values values;
    private final String host;

    private record Described(String method, String path, JsonNode operation) {
        JsonNode body() {
            return operation
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
        }
    }

    /** What one request is put together of. */
    private static final class Draft {
        String method = "GET";
        String path = "";
        String host = "";
        String type = "";
        String body = "";
        String forbidden = "";
        final List<String> query = new ArrayList<>();
        final List<String> headers = new ArrayList<>();

        FuzzRequest request() {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            List<String> all = new ArrayList<>(List.of("Host: " + host));
            all.addAll(headers);
            if (!type.isEmpty()) {
                all.add("Content-Type: " + type);
            }
            if (bytes.length > 0 || method.equals("POST")) {
                all.add("Content-Length: " + bytes.length);
            }
            return new FuzzRequest(method, path, String.join("&", query), all, bytes, forbidden);
        }
    }

    Fuzz(JsonNode document, Values values, String host) {
        this.values = values;
        this.host = host;
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(each -> {
                    if (path.getKey().startsWith("/api/") && each.getValue().has("responses")) {
                        operations.add(
                                new Described(each.getKey().toUpperCase(Locale.ROOT), path.getKey(), each.getValue()));
                    }
                }));
    }

    FuzzRequest next(Random random) {
        Described described = Hostile.pick(random, operations);
        int kind = random.nextInt(10);
        Draft draft = documented(described, random, kind >= 6 && kind < 8);
        if (kind >= 4 && kind < 6) {
            nearly(draft, described, random);
        } else if (kind == 8) {
            foreign(draft, random);
        } else if (kind == 9) {
            broken(draft, random);
        }
        return draft.request();
    }

    /** @param hostile whether one of the values is hostile */
    private Draft documented(Described described, Random random, boolean hostile) {
        Draft draft = new Draft();
        draft.method = described.method();
        draft.path = described.path();
        draft.host = host;
        int victim = hostile
                ? random.nextInt(described.operation().path("parameters").size() + 2)
                : -1;
        for (JsonNode parameter : described.operation().path("parameters")) {
            parameter(draft, parameter, random, victim-- == 0);
        }
        if (!described.body().isMissingNode()) {
            JsonNode body = values.of(described.body(), "", random, 0);
            draft.type = "application/json";
            draft.body = victim >= 0 ? hostileField(body, random) : body.toString();
        }
        return draft;
    }

    private void parameter(Draft draft, JsonNode parameter, Random random, boolean hostile) {
        String name = parameter.path("name").asText();
        String in = parameter.path("in").asText();
        JsonNode valid = values.of(parameter.path("schema"), name, random, 0);
        String value =
                hostile ? Hostile.text(random) : valid.isArray() ? valid.path(0).asText() : valid.asText();
        if (in.equals("path")) {
            draft.path = draft.path.replace("{" + name + "}", encoded(value));
        } else if (hostile || random.nextInt(3) == 0) {
            if (in.equals("query")) {
                draft.query.add(name + "=" + encoded(value));
            } else {
                draft.headers.add(name + ": " + value.replaceAll("[\\p{Cntrl}]", "?"));
            }
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** One field, at any depth, with a hostile value. */
    private String hostileField(JsonNode body, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(body, objects);
        if (objects.isEmpty()) {
            return Hostile.json(random);
        }
        ObjectNode object = Hostile.pick(random, objects);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "reason" : Hostile.pick(random, names);
        if (random.nextBoolean()) {
            object.put(name, Hostile.text(random));
            return body.toString();
        }
        object.put(name, "@hostile@");
        return body.toString().replace("\"@hostile@\"", Hostile.json(random));
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        for (Iterator<JsonNode> each = node.elements(); each.hasNext(); ) {
            collect(each.next(), objects);
        }
    }

    /** As documented but for one thing, which must not be overlooked. */
    private void nearly(Draft draft, Described described, Random random) {
        if (described.body().isMissingNode()) {
            draft.query.add("unknown=1");
            return;
        }
        String inner = draft.body.substring(1, draft.body.length() - 1);
        String more = inner.isEmpty() ? "" : inner + ",";
        switch (random.nextInt(9)) {
            case 0 -> forbid(draft, "{" + more + "\"unknown\":1}", "an unknown field");
            case 1 -> forbid(draft, draft.body + "{}", "more than one value");
            case 2 -> forbid(draft, "[" + draft.body + "]", "an array");
            case 3 -> forbid(draft, "null", "null");
            case 4 -> forbid(draft, draft.body.substring(0, draft.body.length() - 1), "cut off");
            case 5 -> forbid(draft, "{" + more + "\"twice\":1,\"twice\":1}", "a key that is given twice");
            case 6 -> forbid(draft, draft.body + " // why", "a comment");
            case 7 -> forbid(draft, "\"" + "x".repeat(random.nextInt(50)) + "\"", "text");
            default -> forbid(draft, draft.body.replace("\"", "'") + "'", "quoted otherwise");
        }
    }

    private static void forbid(Draft draft, String body, String why) {
        draft.body = body;
        draft.forbidden = why;
    }

    /** What a web page of another site can make a browser send, and what no client of the service sends. */
    private static void foreign(Draft draft, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> draft.host = "evil.example";
            case 1 -> draft.headers.add("Origin: https://evil.example");
            case 2 -> draft.headers.add("Sec-Fetch-Site: cross-site");
            case 3 -> draft.headers.add("Origin: null");
            case 4 -> draft.host = "localhost\r\nHost: localhost";
            default -> draft.headers.add("Sec-Fetch-Site: same-site");
        }
        draft.forbidden = "from a foreign page or for a foreign host";
    }

    private static void broken(Draft draft, Random random) {
        switch (random.nextInt(8)) {
            case 6 ->
                draft.headers.add(Hostile.pick(random, NEGOTIATION) + ": "
                        + Hostile.text(random).replaceAll("[\\p{Cntrl}]", "?"));
            case 0 -> {
                draft.type = Hostile.pick(random, TYPES);
                draft.forbidden = draft.method.equals("POST") ? "no JSON" : "";
            }
            case 1 -> draft.headers.add("Accept: " + Hostile.pick(random, ACCEPTS));
            case 2 -> draft.method = Hostile.pick(random, METHODS);
            case 3 ->
                draft.path = draft.path + Hostile.pick(random, List.of("/", "//", "/x", ";a=b", "/..", "%20", "%2f"));
            case 4 ->
                draft.path = draft.path.replaceFirst(
                        "/v1/",
                        Hostile.pick(random, List.of("/v2/", "//v1/", "/%761/", "/V1/", "/v1/./", "/x/../v1/")));
            case 5 ->
                draft.query.add(Hostile.pick(
                        random,
                        List.of("%zz", "%", "=", "&&&", "a=%ff", "pageSize=", "pageSize=1&pageSize=2", "x[]=1")));
            default ->
                draft.headers.add(Hostile.pick(
                        random,
                        List.of(
                                "X-Long: " + "a".repeat(3_000),
                                "X-HTTP-Method-Override: DELETE",
                                "Content-Encoding: gzip",
                                "Range: bytes=0-1",
                                "If-Match: x",
                                "Expect: x",
                                "Cookie: " + "a=b; ".repeat(100))));
        }
    }
}
