package io.modelgovernance.core.audit;

import io.modelgovernance.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of an exported file, one after the other in one buffer, as bytes.
 *
 * <p>No line is longer than a journal entry may be, so memory is constant whatever the file holds. Used by one thread.
 */
final class Lines {
    private static final int LONGEST = 1 << 20;
    private static final int READ = 1 << 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ENDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final InputStream in;
    private final String file;
    private byte[] buffer = new byte[2 * READ];
    private int from;
    private int to;
    private int filled;
    private boolean ended;
    private long number;

    Lines(InputStream in, String file) {
        this.in = in;
        this.file = file;
        this.to = -1;
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() throws IOException {
        from = to + 1;
        int end = find(from);
        while (end < 0 && !ended) {
            int searched = filled - from;
            fill();
            end = find(from + searched);
        }
        if (end < 0 && from == filled) {
            to = from - 1;
            return false;
        }
        number++;
        if (end < 0) {
            throw InvalidInputException.of("line " + number + " of " + file, "is cut off", "ended by a line end");
        }
        to = end;
        return true;
    }

    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            from = 0;
        }
        if (filled > LONGEST) {
            throw InvalidInputException.of(
                    "line " + (number + 1) + " of " + file, "is longer than an entry", "at most 1048576 bytes long");
        }
        if (buffer.length - filled < READ) {
            buffer = Arrays.copyOf(buffer, Math.min(LONGEST + 2 * READ, 2 * buffer.length));
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        ended = read < 0;
        filled += Math.max(0, read);
    }

    /** Where the next line end is, eight bytes at a time, or -1. */
    private int find(int start) {
        int at = start;
        for (; at + Long.BYTES <= filled; at += Long.BYTES) {
            long word = (long) LONG.get(buffer, at) ^ ENDS;
            long zero = (word - LOW) & ~word & HIGH;
            if (zero != 0) {
                return at + (Long.numberOfTrailingZeros(zero) >> 3);
            }
        }
        for (; at < filled; at++) {
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** Where the line lies; valid until {@link #next()}. */
    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    byte[] copy() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    boolean endsWith(byte[] suffix) {
        int start = to - suffix.length;
        return start >= from && Arrays.equals(buffer, start, to, suffix, 0, suffix.length);
    }
}
