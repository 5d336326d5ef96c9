package dev.migrationcontrol.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the records themselves which properties may be null and which are always there: a component marked
 * {@code @Nullable} may be null in a response and be left out of a request, any other is required.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class NullableFilter implements OASFilter {
    private static final String ROOT = "dev.migrationcontrol";
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final IndexView index;

    /** The classes of the service, as Quarkus gives them to filters at build time. */
    public NullableFilter(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI openapi) {
        if (openapi.getComponents() == null || openapi.getComponents().getSchemas() == null) {
            return;
        }
        Map<String, ClassInfo> records = records();
        openapi.getComponents().getSchemas().forEach((name, schema) -> {
            ClassInfo type = records.getOrDefault(name, generic(records, name));
            if (type != null && schema.getProperties() != null) {
                complete(schema, type, name.endsWith("Request"));
            }
        });
    }

    /** A record that says the name of its schema wins over one that is called so by chance. */
    private Map<String, ClassInfo> records() {
        Map<String, ClassInfo> records = new HashMap<>();
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith(ROOT)) {
                records.merge(
                        schemaName(type), type, (one, other) -> isDescribed(one) && !isDescribed(other) ? one : other);
            }
        }
        return records;
    }

    private static boolean isDescribed(ClassInfo type) {
        return type.declaredAnnotation(SCHEMA) != null;
    }

    /** A generic record has a schema for each use, called by its own name and that of its argument. */
    private static @Nullable ClassInfo generic(Map<String, ClassInfo> records, String name) {
        return records.entrySet().stream()
                .filter(each -> !each.getValue().typeParameters().isEmpty() && name.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = schema == null ? null : schema.value("name");
        return name == null ? type.name().withoutPackagePrefix().replaceAll("^.*\\$", "") : name.asString();
    }

    private static void complete(Schema schema, ClassInfo type, boolean request) {
        List<String> required = new ArrayList<>();
        Map<String, Schema> properties = new HashMap<>(schema.getProperties());
        for (RecordComponentInfo component : type.recordComponents()) {
            Schema property = properties.get(component.name());
            if (property == null) {
                continue;
            }
            if (!component.type().hasAnnotation(NULLABLE)) {
                required.add(component.name());
            } else if (!request) {
                schema.addProperty(component.name(), nullable(property));
            }
        }
        if (request && schema.getRequired() != null) {
            required.addAll(schema.getRequired());
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static Schema nullable(Schema property) {
        if (property.getRef() != null || property.getType() == null) {
            String description = property.getDescription();
            property.setDescription(null);
            return OASFactory.createSchema()
                    .description(description)
                    .addAnyOf(property)
                    .addAnyOf(OASFactory.createSchema().type(List.of(Schema.SchemaType.NULL)));
        }
        List<Schema.SchemaType> types = new ArrayList<>(property.getType());
        types.add(Schema.SchemaType.NULL);
        return property.type(types);
    }
}
