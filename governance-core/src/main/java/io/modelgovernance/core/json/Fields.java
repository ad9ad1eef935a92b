package io.modelgovernance.core.json;

import io.modelgovernance.EarlierForm;
import io.modelgovernance.Estimate;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The components of a record class, through their public accessors, its canonical constructor and those of earlier forms. */
final class Fields {
    private static final ClassValue<Fields> CACHE = new ClassValue<>() {
        @Override
        protected Fields computeValue(Class<?> type) {
            return new Fields(type);
        }
    };

    private final Class<?> type;
    private final List<Field> declared;
    private final List<Field> sorted;
    private final Map<String, Integer> places = new HashMap<>();
    private final Constructor<?> constructor;
    private final Map<Integer, Constructor<?>> earlier = new HashMap<>();

    private Fields(Class<?> type) {
        this.type = type;
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.trySetAccessible();
            places.put(component.getName(), fields.size());
            fields.add(new Field(component.getName(), component.getGenericType(), accessor));
        }
        this.declared = List.copyOf(fields);
        this.sorted = fields.stream().sorted(Comparator.comparing(Field::name)).toList();
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(types);
            constructor.trySetAccessible();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has a canonical constructor", e);
        }
        for (Constructor<?> one : type.getDeclaredConstructors()) {
            if (one.isAnnotationPresent(EarlierForm.class)) {
                int size = one.getParameterCount();
                if (size >= types.length || !Arrays.equals(one.getParameterTypes(), Arrays.copyOf(types, size))) {
                    throw new IllegalStateException("An earlier form of " + type.getName()
                            + " must take its first components, and fewer than all");
                }
                one.trySetAccessible();
                earlier.put(size, one);
            }
        }
    }

    static Fields of(Class<?> type) {
        return CACHE.get(type);
    }

    List<Field> declared() {
        return declared;
    }

    /** The place of a component, or -1 if there is none of that name. */
    int place(String name) {
        return places.getOrDefault(name, -1);
    }

    /** By name, as they are written. */
    List<Field> sorted() {
        return sorted;
    }

    /**
     * A record of these values in the order of the components; null stands for what was not stored.
     *
     * @throws IllegalArgumentException if something is missing and no earlier form had just the others
     */
    Object construct(@Nullable Object[] values) throws ReflectiveOperationException {
        int stored = 0;
        while (stored < values.length && values[stored] != null) {
            stored++;
        }
        if (stored == values.length) {
            return construct(constructor, values);
        }
        Constructor<?> form = earlier.get(stored);
        boolean behind = Arrays.stream(values, stored, values.length).anyMatch(Objects::nonNull);
        if (form == null || behind) {
            throw new IllegalArgumentException("field " + declared.get(stored).name() + " is missing");
        }
        return construct(form, Arrays.copyOf(values, stored));
    }

    private Object construct(Constructor<?> form, @Nullable Object[] values) throws ReflectiveOperationException {
        try {
            return form.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " refuses its fields: " + e.getCause(), e);
        }
    }

    record Field(String name, Type type, Method accessor) {
        Object read(Record record) {
            if (record instanceof Estimate
                    && !((Estimate) record).known()
                    && accessor.getReturnType() == double.class
                    && !name.equals("level")) {
                return 0.0;
            }
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "The record " + record.getClass().getName() + " must be readable", e);
            }
        }
    }
}
