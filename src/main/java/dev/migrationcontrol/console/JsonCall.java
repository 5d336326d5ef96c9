package dev.migrationcontrol.console;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What endpoints see of a call within the process: it accepts JSON, has no conditions, and says nothing else. */
final class JsonCall implements HttpHeaders, Request {
    private final String method;

    JsonCall(String method) {
        this.method = method;
    }

    @Override
    public List<String> getRequestHeader(String name) {
        return List.of();
    }

    @Override
    public @Nullable String getHeaderString(String name) {
        return null;
    }

    @Override
    public MultivaluedMap<String, String> getRequestHeaders() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public List<MediaType> getAcceptableMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON_TYPE);
    }

    @Override
    public List<Locale> getAcceptableLanguages() {
        return List.of();
    }

    @Override
    public @Nullable MediaType getMediaType() {
        return null;
    }

    @Override
    public @Nullable Locale getLanguage() {
        return null;
    }

    @Override
    public Map<String, Cookie> getCookies() {
        return Map.of();
    }

    @Override
    public @Nullable Date getDate() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public @Nullable Variant selectVariant(List<Variant> variants) {
        return variants.stream()
                .filter(each -> MediaType.APPLICATION_JSON_TYPE.isCompatible(each.getMediaType()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Response.@Nullable ResponseBuilder evaluatePreconditions(EntityTag tag) {
        return null;
    }

    @Override
    public Response.@Nullable ResponseBuilder evaluatePreconditions(Date lastModified) {
        return null;
    }

    @Override
    public Response.@Nullable ResponseBuilder evaluatePreconditions(Date lastModified, EntityTag tag) {
        return null;
    }

    @Override
    public Response.@Nullable ResponseBuilder evaluatePreconditions() {
        return null;
    }
}
