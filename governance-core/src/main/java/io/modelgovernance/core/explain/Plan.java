package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The fingerprint of what an explainer brings along: version of the algorithms, method, and the numbers it rests on. */
final class Plan {
    /** Raised whenever a method of this room gives other bits for the same input. */
    private static final int ALGORITHMS = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private Plan(String method) {
        with(ALGORITHMS);
        byte[] name = method.getBytes(StandardCharsets.UTF_8);
        with(name.length);
        put(name);
    }

    static Plan of(String method) {
        return new Plan(method);
    }

    Plan with(long number) {
        try {
            out.writeLong(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Plan with(double... numbers) {
        with(numbers.length);
        for (double number : numbers) {
            with(Double.doubleToLongBits(number));
        }
        return this;
    }

    Plan with(int... numbers) {
        with((long) numbers.length);
        for (int number : numbers) {
            with((long) number);
        }
        return this;
    }

    Plan with(Digest digest) {
        return put(digest.toBytes());
    }

    Digest digest() {
        return Digest.of(bytes.toByteArray());
    }

    private Plan put(byte[] raw) {
        bytes.writeBytes(raw);
        return this;
    }
}
