package io.modelgovernance.spi;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes what passes and refuses to end unless it was the expected content. Used by one thread. */
final class VerifiedStream extends FilterInputStream {
    private final Digest expected;
    private final MessageDigest seen;
    private boolean ended;

    VerifiedStream(InputStream in, Digest expected) {
        super(in);
        this.expected = expected;
        try {
            this.seen = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            seen.update(buffer, offset, n);
        } else if (n < 0 && !ended) {
            ended = true;
            requireExpected();
        }
        return n;
    }

    private void requireExpected() {
        Digest found = Digest.ofRaw(seen.digest());
        if (!found.equals(expected)) {
            ended = false;
            throw new IntegrityException(
                    "content " + expected,
                    "The stored content (" + expected + ") must have that digest but has " + found
                            + ". Maybe it was changed outside governance.");
        }
    }

    /** Reads over it, for skipped bytes count as well. */
    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(n, 1 << 13))];
        long left = n;
        while (left > 0) {
            int read = read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return Math.max(0, n) - Math.max(0, left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
