package io.modelgovernance.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.sql.DataSource;

/** A PostgreSQL data source that writes down each prepared statement, those of one call one by one: its text, and once with its
 * values in it. */
final class Overheard {
    private final DataSource real;
    private final Map<String, String> statements = new ConcurrentSkipListMap<>();

    Overheard(DataSource real) {
        this.real = real;
    }

    /** Text with question marks, to the same with values. */
    Map<String, String> statements() {
        return statements;
    }

    DataSource dataSource() {
        return (DataSource) proxy(DataSource.class, real, "");
    }

    private Object proxy(Class<?> type, Object target, String text) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (target instanceof PreparedStatement && method.getName().matches("execute.*|addBatch")) {
                        String[] texts = text.split("; ", -1);
                        String[] withValues = target.toString().split("; ", texts.length);
                        for (int i = 0; i < texts.length; i++) {
                            statements.put(texts[i], withValues[i]);
                        }
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (result instanceof PreparedStatement) {
                            return proxy(PreparedStatement.class, result, (String) arguments[0]);
                        }
                        return result instanceof Connection ? proxy(Connection.class, result, "") : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
