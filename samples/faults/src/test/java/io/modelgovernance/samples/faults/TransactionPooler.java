package io.modelgovernance.samples.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Does to a client what a pooler in transaction mode does: each transaction, and without one each statement, goes to
 * whichever session of the server is free, and a session forgets all it was told as soon as the transaction ends.
 */
final class TransactionPooler {
    private final DataSource server;
    private final BlockingQueue<Connection> free = new LinkedBlockingQueue<>();
    private final AtomicInteger switches = new AtomicInteger();

    /**
     * Opens the sessions.
     *
     * @param sessions more than there are clients, for an idle client may keep one until its next statement
     */
    TransactionPooler(DataSource server, int sessions) throws SQLException {
        this.server = server;
        for (int i = 0; i < sessions; i++) {
            free.add(server.getConnection());
        }
    }

    /** How often a session was given to a client. */
    int switches() {
        return switches.get();
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? new Client().connection()
                        : invoke(method, server, arguments));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A client's connection, which has a session only while it needs one. */
    private final class Client {
        private @Nullable Connection session;
        private boolean autoCommit = true;
        private boolean closed;

        Connection connection() {
            return (Connection)
                    Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, this::call);
        }

        private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "setAutoCommit" -> {
                    leave();
                    autoCommit = (Boolean) arguments[0];
                    return null;
                }
                case "getAutoCommit" -> {
                    return autoCommit;
                }
                case "close" -> {
                    leave();
                    closed = true;
                    return null;
                }
                case "isClosed" -> {
                    return closed;
                }
                case "commit", "rollback" -> {
                    Object result = session == null ? null : invoke(method, session, arguments);
                    leave();
                    return result;
                }
                default -> {
                    if (autoCommit) {
                        leave();
                    }
                    return invoke(method, enter(), arguments);
                }
            }
        }

        private Connection enter() throws SQLException, InterruptedException {
            if (session == null) {
                session = free.take();
                session.setAutoCommit(autoCommit);
                switches.incrementAndGet();
            }
            return session;
        }

        private void leave() throws SQLException {
            if (session == null) {
                return;
            }
            if (!session.getAutoCommit()) {
                session.rollback();
                session.setAutoCommit(true);
            }
            try (Statement statement = session.createStatement()) {
                statement.execute("discard all");
            }
            free.add(session);
            session = null;
        }
    }
}
