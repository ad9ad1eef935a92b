package io.modelgovernance.core.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record class of the application's into rows of a schema. Each component's accessor is made into a function
 * when this is made, so that a row costs calls and no reflection. Immutable and thread-safe.
 */
final class RecordRows<R extends Record> {
    private static final Set<Class<?>> PRIMITIVES =
            Set.of(double.class, float.class, long.class, int.class, short.class);

    private final FeatureSchema schema;
    private final List<ToDoubleFunction<R>> columns;

    private RecordRows(FeatureSchema schema, List<ToDoubleFunction<R>> columns) {
        this.schema = schema;
        this.columns = columns;
    }

    /** Resolves; a feature without a component, or a component without a feature, is an error. */
    static <R extends Record> RecordRows<R> of(FeatureSchema schema, Class<R> type, MethodHandles.Lookup access) {
        Map<String, RecordComponent> components = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        List<ToDoubleFunction<R>> columns = schema.features().stream()
                .map(feature -> RecordRows.<R>column(feature, type, components.remove(feature.name()), access))
                .toList();
        Optional<String> left = components.keySet().stream().sorted().findFirst();
        if (left.isPresent()) {
            throw InvalidInputException.of(
                    "component " + left.get() + " of " + type.getSimpleName(),
                    "is no feature",
                    "one of " + schema.names());
        }
        return new RecordRows<>(schema, columns);
    }

    private static <R extends Record> ToDoubleFunction<R> column(
            Feature feature, Class<R> type, @Nullable RecordComponent component, MethodHandles.Lookup access) {
        if (component == null) {
            throw InvalidInputException.of(
                    type.getSimpleName(), "has no component " + feature.name(), "a record of all features");
        }
        try {
            MethodHandle accessor = access.unreflect(component.getAccessor());
            if (feature.type() == Feature.Type.NUMERIC) {
                return number(feature, type, component.getType(), accessor, access);
            }
            return category(feature, component.getType(), accessor, access);
        } catch (IllegalAccessException e) {
            throw InvalidInputException.of(
                    "accessor of " + component.getName() + " in " + type.getSimpleName(),
                    "cannot be reached",
                    "visible to the given lookup");
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> ToDoubleFunction<R> number(
            Feature feature, Class<R> type, Class<?> of, MethodHandle accessor, MethodHandles.Lookup access) {
        if (PRIMITIVES.contains(of)) {
            MethodType erased = MethodType.methodType(double.class, Object.class);
            MethodType exact = MethodType.methodType(double.class, type);
            return (ToDoubleFunction<R>) made(ToDoubleFunction.class, "applyAsDouble", erased, accessor, exact, access);
        }
        Function<R, Object> read = read(accessor, access);
        if (of == boolean.class || of == Boolean.class) {
            return input -> {
                Object value = read.apply(input);
                return value == null ? Double.NaN : (Boolean) value ? 1 : 0;
            };
        }
        if (Number.class.isAssignableFrom(of)) {
            return input -> {
                Object value = read.apply(input);
                return value == null ? Double.NaN : ((Number) value).doubleValue();
            };
        }
        throw InvalidInputException.of(
                "component " + feature.name(), "is a " + of.getSimpleName(), "a number, as the feature is numeric");
    }

    private static <R extends Record> ToDoubleFunction<R> category(
            Feature feature, Class<?> of, MethodHandle accessor, MethodHandles.Lookup access) {
        if (of != String.class && !of.isEnum()) {
            throw InvalidInputException.of(
                    "component " + feature.name(),
                    "is a " + of.getSimpleName(),
                    "a text or an enum, as the feature is categorical");
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < feature.categories().size(); i++) {
            places.put(feature.categories().get(i), i);
        }
        Function<R, Object> read = read(accessor, access);
        return input -> {
            Object value = read.apply(input);
            if (value == null) {
                return Double.NaN;
            }
            Integer place = places.get(value instanceof Enum ? ((Enum<?>) value).name() : value.toString());
            if (place == null) {
                throw InvalidInputException.of(
                        "feature " + feature.name(), "has an unseen category", "one of " + feature.categories());
            }
            return place;
        };
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> Function<R, Object> read(MethodHandle accessor, MethodHandles.Lookup access) {
        MethodType erased = MethodType.methodType(Object.class, Object.class);
        return (Function<R, Object>) made(
                Function.class,
                "apply",
                erased,
                accessor,
                MethodType.methodType(
                        MethodType.methodType(accessor.type().returnType())
                                .wrap()
                                .returnType(),
                        accessor.type().parameterType(0)),
                access);
    }

    private static Object made(
            Class<?> face,
            String method,
            MethodType erased,
            MethodHandle accessor,
            MethodType exact,
            MethodHandles.Lookup access) {
        try {
            return LambdaMetafactory.metafactory(access, method, MethodType.methodType(face), erased, accessor, exact)
                    .getTarget()
                    .invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw InvalidInputException.of(
                    "accessor " + accessor, "cannot be called", "of a record the lookup can see");
        }
    }

    FeatureSchema schema() {
        return schema;
    }

    double[] row(R input) {
        double[] row = new double[columns.size()];
        fill(input, row, 0);
        return row;
    }

    double[] rows(List<R> inputs) {
        double[] rows = new double[inputs.size() * columns.size()];
        for (int i = 0; i < inputs.size(); i++) {
            fill(inputs.get(i), rows, i * columns.size());
        }
        return rows;
    }

    private void fill(R input, double[] rows, int from) {
        for (int i = 0; i < columns.size(); i++) {
            rows[from + i] = columns.get(i).applyAsDouble(input);
        }
    }
}
