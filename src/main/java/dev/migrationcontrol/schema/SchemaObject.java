package dev.migrationcontrol.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object; several kinds may share a name.
 *
 * @param parent the relation or type that it belongs to
 */
record SchemaObject(String object, String kind, @Nullable String parent) implements Comparable<SchemaObject> {
    @Override
    public int compareTo(SchemaObject other) {
        int order = object.compareTo(other.object);
        return order == 0 ? kind.compareTo(other.kind) : order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaObject thing && object.equals(thing.object) && kind.equals(thing.kind);
    }

    @Override
    public int hashCode() {
        return Objects.hash(object, kind);
    }
}
