package dev.migrationcontrol.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of the API, called within the process: no socket, no second credential, and the caller is the one of the
 * page. What it takes is bound by the same annotations that bind it for HTTP.
 */
record ApiEndpoint(Supplier<Object> resource, Method method) {
    /**
     * What an endpoint is called with.
     *
     * @param named parameters of the path, the query and headers by their names
     * @param body null where there is none
     * @param context what takes the place of the framework's own
     */
    record Call(Map<String, String> named, @Nullable Object body, Object context) {}

    Verb verb() {
        Requires requires = method.getAnnotation(Requires.class);
        if (requires == null) {
            throw new IllegalStateException(method + " does not say its verb");
        }
        return requires.value();
    }

    /** The answer as the method returns it. */
    @Nullable
    Object call(Call call, ObjectMapper mapper) {
        try {
            Parameter[] parameters = method.getParameters();
            @Nullable Object[] values = new Object[parameters.length];
            for (int at = 0; at < parameters.length; at++) {
                values[at] = value(parameters[at], call, mapper);
            }
            method.setAccessible(true);
            return method.invoke(resource.get(), values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object value(Parameter parameter, Call call, ObjectMapper mapper)
            throws ReflectiveOperationException, JsonProcessingException {
        if (parameter.isAnnotationPresent(BeanParam.class)) {
            return bean(parameter.getType(), call);
        }
        String name = name(parameter);
        if (name != null) {
            return call.named().get(name);
        }
        if (parameter.isAnnotationPresent(Context.class)) {
            return context(parameter, call);
        }
        if (call.body() == null) {
            return null;
        }
        return parameter.getType().equals(InputStream.class)
                ? new ByteArrayInputStream(mapper.writeValueAsBytes(call.body()))
                : mapper.convertValue(call.body(), parameter.getType());
    }

    /** An endpoint that takes what no page passes would fail at its first use, far from the cause. */
    private static Object context(Parameter parameter, Call call) {
        if (!parameter.getType().isInstance(call.context())) {
            throw new IllegalStateException("the console has no " + parameter.getType() + " for "
                    + parameter.getDeclaringExecutable().getName());
        }
        return call.context();
    }

    private static Object bean(Class<?> type, Call call) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object bean = constructor.newInstance();
        for (Field field : type.getDeclaredFields()) {
            String name = name(field);
            String value = name == null ? null : call.named().get(name);
            if (value != null) {
                field.setAccessible(true);
                field.set(bean, field.getType().equals(List.class) ? List.of(value) : value);
            }
        }
        return bean;
    }

    private static @Nullable String name(AnnotatedElement element) {
        if (element.isAnnotationPresent(PathParam.class)) {
            return element.getAnnotation(PathParam.class).value();
        }
        if (element.isAnnotationPresent(QueryParam.class)) {
            return element.getAnnotation(QueryParam.class).value();
        }
        return element.isAnnotationPresent(HeaderParam.class)
                ? element.getAnnotation(HeaderParam.class).value()
                : null;
    }
}
