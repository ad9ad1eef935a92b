package io.modelgovernance.samples.faults;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A data source that ends the process, with no goodbye to anybody, at the boundary of a statement: before or after one is
 * executed or a transaction ended. {@code -Dclerk.boundary=12} means the twelfth of them; with {@code
 * -Dclerk.freeze=true} the process stands still there until it is thawed.
 */
final class Boundary {
    private final DataSource real;
    private final AtomicInteger passed = new AtomicInteger();

    Boundary(DataSource real) {
        this.real = real;
    }

    /** The boundary at which to end, 0 if none. */
    static int last() {
        return Integer.getInteger("clerk.boundary", 0);
    }

    DataSource dataSource() {
        return (DataSource) proxy(DataSource.class, real);
    }

    private void pass() throws IOException, InterruptedException {
        if (passed.incrementAndGet() == last()) {
            if (!Boolean.getBoolean("clerk.freeze")) {
                Runtime.getRuntime().halt(137);
            }
            System.out.println("F");
            Clerks.signal(ProcessHandle.current().pid(), "-STOP");
        }
    }

    private Object proxy(Class<?> type, Object target) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean statement = method.getName().matches("execute.*|commit|rollback");
                    try {
                        if (statement) {
                            pass();
                        }
                        Object result = method.invoke(target, arguments);
                        if (statement) {
                            pass();
                        }
                        if (result instanceof PreparedStatement) {
                            return proxy(PreparedStatement.class, result);
                        }
                        return result instanceof Connection ? proxy(Connection.class, result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
