package io.modelgovernance.core.json;

import io.modelgovernance.Estimate;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The components of record classes, through their public accessors and canonical constructors. */
final class Fields {
    private static final ClassValue<List<Field>> CACHE = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            List<Field> fields = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Method accessor = component.getAccessor();
                accessor.trySetAccessible();
                fields.add(new Field(component.getName(), component.getGenericType(), accessor));
            }
            return List.copyOf(fields);
        }
    };

    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.trySetAccessible();
                return constructor;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("Every record has a canonical constructor", e);
            }
        }
    };

    private Fields() {}

    static List<Field> of(Class<?> type) {
        return CACHE.get(type);
    }

    static Object construct(Class<?> type, Object[] values) throws ReflectiveOperationException {
        try {
            return CONSTRUCTORS.get(type).newInstance(values);
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
