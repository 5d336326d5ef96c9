package dev.migrationcontrol.console;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The endpoints of the API, by method and path as the OpenAPI document writes them. */
@Singleton
final class ApiEndpoints {
    private static final String ROOT = "/api/v1/";

    private final BeanManager beans;
    private volatile @Nullable Map<String, ApiEndpoint> known;

    ApiEndpoints(BeanManager beans) {
        this.beans = beans;
    }

    /** The endpoint of a method and a path such as {@code GET /api/v1/operations/{id}}. */
    ApiEndpoint require(String methodAndPath) {
        Map<String, ApiEndpoint> endpoints = known;
        if (endpoints == null) {
            endpoints = read();
            known = endpoints;
        }
        ApiEndpoint found = endpoints.get(methodAndPath);
        if (found == null) {
            throw new IllegalStateException("the API has no " + methodAndPath);
        }
        return found;
    }

    private Map<String, ApiEndpoint> read() {
        Map<String, ApiEndpoint> endpoints = new HashMap<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path path = bean.getBeanClass().getAnnotation(Path.class);
            if (path != null && path.value().startsWith(ROOT)) {
                for (Method method : bean.getBeanClass().getDeclaredMethods()) {
                    add(endpoints, bean, path.value(), method);
                }
            }
        }
        return endpoints;
    }

    private void add(Map<String, ApiEndpoint> endpoints, Bean<?> bean, String root, Method method) {
        String verb = method.isAnnotationPresent(GET.class)
                ? "GET"
                : method.isAnnotationPresent(POST.class)
                        ? "POST"
                        : method.isAnnotationPresent(DELETE.class) ? "DELETE" : "";
        if (!verb.isEmpty()) {
            Path own = method.getAnnotation(Path.class);
            String path = own == null ? root : root + "/" + own.value().replaceFirst("^/", "");
            endpoints.put(
                    verb + " " + path,
                    new ApiEndpoint(
                            () -> beans.getReference(bean, Object.class, beans.createCreationalContext(bean)), method));
        }
    }
}
