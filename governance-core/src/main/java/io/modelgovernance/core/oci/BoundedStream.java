package io.modelgovernance.core.oci;

import io.modelgovernance.IntegrityException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A blob that may not be longer than it says, whatever its archive unpacks to. Used by one thread. */
final class BoundedStream extends FilterInputStream {
    private final Descriptor descriptor;
    private long left;

    BoundedStream(InputStream in, Descriptor descriptor) {
        super(in);
        this.descriptor = descriptor;
        this.left = descriptor.size();
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(0, n));
        return n;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw new IntegrityException(
                    "blob " + descriptor.digest(),
                    "The blob " + descriptor.digest() + " must have its " + descriptor.size() + " bytes, no more.");
        }
    }
}
