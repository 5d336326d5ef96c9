package dev.migrationcontrol.gate;

import java.util.Collection;

/** Where Swagger UI may send requests, besides to the service itself; features register as beans. */
public interface PageConnections {
    /** Origins such as {@code https://login.example.org}. */
    Collection<String> origins();
}
