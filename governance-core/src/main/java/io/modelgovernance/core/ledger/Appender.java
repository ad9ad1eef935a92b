package io.modelgovernance.core.ledger;

import io.modelgovernance.ConflictException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Appends observations to one stream under a name of its own, without gaps. After an append whose answer was lost it goes
 * on under a new name, so that no number is given twice. Thread-safe.
 */
public final class Appender {
    private static final int NAME_BYTES = 8;

    private final ObservationStore observations;
    private final String stream;
    private final SecureRandom random;
    private String writer;
    private long last;

    /**
     * Creates it.
     *
     * @param observations where to
     * @param stream the stream
     * @param random makes names
     */
    public Appender(ObservationStore observations, String stream, SecureRandom random) {
        this.observations = observations;
        this.stream = stream;
        this.random = random;
        this.writer = name(random);
    }

    private static String name(SecureRandom random) {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * The stream.
     *
     * @return its name
     */
    public String stream() {
        return stream;
    }

    /**
     * Appends, all or nothing.
     *
     * @param bodies records by observation id, in order
     * @param at when
     * @throws ConflictException if an id of the stream is taken
     * @throws io.modelgovernance.StoreException if the store failed; whether it is stored is unknown then
     */
    public synchronized void append(List<? extends Map.Entry<String, ? extends Record>> bodies, Instant at) {
        List<Observation> batch = new ArrayList<>(bodies.size());
        for (Map.Entry<String, ? extends Record> body : bodies) {
            long number = last + batch.size() + 1;
            batch.add(new Observation(stream, writer, number, body.getKey(), at, RecordCodec.write(body.getValue())));
        }
        boolean known = false;
        try {
            observations.append(batch);
            last += batch.size();
            known = true;
        } catch (ConflictException e) {
            known = true;
            throw e;
        } finally {
            if (!known) {
                writer = name(random);
                last = 0;
            }
        }
    }
}
