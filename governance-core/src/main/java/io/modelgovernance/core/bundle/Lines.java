package io.modelgovernance.core.bundle;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.json.CanonicalJson;
import io.modelgovernance.core.json.RecordCodec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/** Reads canonical JSON line by line, and says which line was wrong. Memory is one line. */
final class Lines {
    private Lines() {}

    static <T> long read(InputStream in, String what, Class<T> type, Consumer<T> reader) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        long number = 0;
        for (int b = buffered.read(); b >= 0; b = buffered.read()) {
            number++;
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (; b != '\n'; b = buffered.read()) {
                if (b < 0 || line.size() >= CanonicalJson.MAX_BYTES) {
                    throw broken(what, number, b < 0 ? "is cut off" : "is longer than any line may be");
                }
                line.write(b);
            }
            reader.accept(parse(line.toByteArray(), what, number, type));
        }
        return number;
    }

    private static <T> T parse(byte[] line, String what, long number, Class<T> type) {
        T value;
        try {
            value = RecordCodec.read(type, line);
        } catch (IntegrityException e) {
            throw broken(what, number, "cannot be read");
        }
        if (!Arrays.equals(RecordCodec.write(value), line)) {
            throw broken(what, number, "is not canonical");
        }
        return value;
    }

    static byte[] bytes(String base64, String place) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IntegrityException(place, "The " + place + " must be base64.");
        }
    }

    private static IntegrityException broken(String what, long number, String problem) {
        String place = "line " + number + " of the " + what;
        return new IntegrityException(
                place, "The " + place + " must be one JSON document as the origin wrote it but " + problem + ".");
    }
}
