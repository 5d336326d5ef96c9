package dev.migrationcontrol.lot;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Leaves in each lot what belongs to it: a class of the running service says so itself, by its annotation. */
public final class LotFilter implements PostDiscoveryFilter {
    /** By its name: Quarkus loads tests, and what they are annotated with, by class loaders of its own. */
    private static final String OF_SERVICE = "io.quarkus.test.junit.QuarkusTest";

    private static final List<Class<?>> LOTS = List.of(ServiceLot.class, PlainLot.class, HostileLot.class);

    @Override
    public FilterResult apply(TestDescriptor test) {
        String path = test.getUniqueId().toString();
        Optional<Class<?>> outermost = outermostClass(test);
        if (outermost.isEmpty()) {
            return FilterResult.included("of no class");
        }
        Class<?> own = lotOf(outermost.get());
        boolean isElsewhere = LOTS.stream().anyMatch(lot -> path.contains(lot.getName()) && lot != own);
        return FilterResult.includedIf(!isElsewhere);
    }

    private static Class<?> lotOf(Class<?> type) {
        if (isOfService(type)) {
            return ServiceLot.class;
        }
        return HostileLot.has(type) ? HostileLot.class : PlainLot.class;
    }

    private static Optional<Class<?>> outermostClass(TestDescriptor test) {
        Optional<Class<?>> outermost = Optional.empty();
        Optional<? extends TestDescriptor> each = Optional.of(test);
        while (each.isPresent()) {
            if (each.get().getSource().orElse(null) instanceof ClassSource source && !isLot(source.getJavaClass())) {
                outermost = Optional.of(source.getJavaClass());
            }
            each = each.get().getParent();
        }
        return outermost;
    }

    private static boolean isLot(Class<?> type) {
        return type.getName().startsWith(LotFilter.class.getPackageName());
    }

    private static boolean isOfService(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getName().equals(OF_SERVICE));
    }
}
