package io.modelgovernance.samples.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A line between clients and a database server that fails when a commit passes. */
final class Line implements AutoCloseable {
    /** What happens to one commit. */
    enum Fault {
        /** None: it passes. */
        PASSED,
        /** It never reaches the server. */
        CUT_BEFORE,
        /** It reaches the server, and nobody waits for what it says. */
        CUT_DURING,
        /** The server has answered; the answer does not arrive. */
        CUT_AFTER,
        /** The client is told that no more will come; the server goes on waiting for it. */
        HALF_CLOSED,
        /** The server's answer comes later than the client waits. */
        ANSWER_LATE,
        /** The commit itself reaches the server after its client has given up. */
        COMMIT_LATE;

        /**
         * What may happen on a line of a database. H2's driver does not close a connection that it has given up on, so
         * that its server goes on waiting, with all locks: there only lines that break at both ends.
         */
        static List<Fault> of(String product) {
            return product.equals("H2")
                    ? List.of(CUT_BEFORE, CUT_DURING, CUT_AFTER)
                    : List.of(CUT_BEFORE, CUT_DURING, CUT_AFTER, HALF_CLOSED, ANSWER_LATE, COMMIT_LATE);
        }
    }

    private final int target;
    private final String product;
    private final ServerSocket entrance;
    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Fault> planned = new ConcurrentLinkedQueue<>();
    private final Map<Fault, AtomicInteger> struck = new EnumMap<>(Fault.class);

    /**
     * Opens one.
     *
     * @param target the server's port
     * @param product whose protocol is spoken on it
     */
    Line(int target, String product) throws IOException {
        this.target = target;
        this.product = product;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        for (Fault fault : Fault.values()) {
            struck.put(fault, new AtomicInteger());
        }
        pumps.execute(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The next commits that pass meet these, in this order. */
    void plan(Fault fault) {
        planned.add(fault);
    }

    int left() {
        return planned.size();
    }

    int struck(Fault fault) {
        return struck.get(fault).get();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                try {
                    Wire wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), target));
                    pumps.execute(wire::forth);
                    pumps.execute(wire::back);
                } catch (IOException e) {
                    client.close();
                }
            } catch (IOException e) {
                // Closed, or a client that was gone at once.
            }
        }
    }

    /** One connection: two directions, and the fault that has struck it. */
    private final class Wire {
        private final Socket client;
        private final Socket server;
        private final CountDownLatch backEnded = new CountDownLatch(1);
        private final CommitSign sign = CommitSign.of(product);
        private volatile Fault fault;

        Wire(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        private void forth() {
            try (client;
                    server) {
                InputStream in = client.getInputStream();
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    Fault next = sign.in(buffer, n) ? planned.poll() : null;
                    if (next != null) {
                        struck.get(next).incrementAndGet();
                        fault = next;
                    }
                    if (next == Fault.CUT_BEFORE) {
                        return;
                    }
                    if (next == Fault.HALF_CLOSED) {
                        client.shutdownOutput();
                    }
                    if (next == Fault.COMMIT_LATE || next == Fault.HALF_CLOSED) {
                        awaitEnd(in);
                    }
                    if (next != Fault.HALF_CLOSED) {
                        server.getOutputStream().write(buffer, 0, n);
                    }
                    if (next == Fault.CUT_DURING) {
                        return;
                    }
                    if (next == Fault.COMMIT_LATE) {
                        server.shutdownOutput();
                        backEnded.await();
                        return;
                    }
                }
            } catch (IOException | InterruptedException e) {
                // A cut line ends like this.
            }
        }

        private void back() {
            try (client;
                    server;
                    AutoCloseable ended = backEnded::countDown) {
                InputStream in = server.getInputStream();
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (fault == Fault.CUT_AFTER) {
                        return;
                    }
                    if (fault == Fault.ANSWER_LATE) {
                        awaitEnd(in);
                        return;
                    }
                    if (fault == null || fault == Fault.PASSED) {
                        client.getOutputStream().write(buffer, 0, n);
                    }
                }
            } catch (Exception e) {
                // A cut line ends like this.
            }
        }

        private void awaitEnd(InputStream in) {
            try {
                in.skip(Long.MAX_VALUE);
            } catch (IOException e) {
                // An end as well.
            }
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pumps.shutdownNow();
    }
}
