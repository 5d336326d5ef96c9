package dev.migrationcontrol.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a caller has to be allowed to call an endpoint. With a path parameter {@code environment} it is asked for that
 * environment, else for any; an endpoint without this annotation answers nobody.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
    /** What the endpoint does. */
    Verb value();
}
