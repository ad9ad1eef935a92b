package io.modelgovernance.jdbc;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads chunk after chunk, each on a connection of its own, so that a slow reader holds none. */
final class ChunkStream extends InputStream {
    private final IntFunction<Optional<byte[]>> chunks;
    private byte[] current;
    private int at;
    private int number;

    ChunkStream(byte[] first, IntFunction<Optional<byte[]>> chunks) {
        this.current = first;
        this.chunks = chunks;
    }

    @Override
    public int read() {
        return more() ? current[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int n = Math.min(length, current.length - at);
        System.arraycopy(current, at, buffer, offset, n);
        at += n;
        return n;
    }

    @Override
    public int available() {
        return current.length - at;
    }

    private boolean more() {
        while (at == current.length) {
            Optional<byte[]> next = chunks.apply(number + 1);
            if (next.isEmpty()) {
                return false;
            }
            number++;
            current = next.get();
            at = 0;
        }
        return true;
    }
}
