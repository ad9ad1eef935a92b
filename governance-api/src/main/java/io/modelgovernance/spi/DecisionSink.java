package io.modelgovernance.spi;

import java.util.List;

/**
 * Where decision records go besides the store, such as files or a topic of a message broker.
 *
 * <p>The sink itself knows what it has: it is asked for its position before anything is handed over, so that after a
 * crash of either side delivery goes on where it was. A sink that keeps position and records in one step, as files or
 * transactions of a broker do, has each record once; another may be given some of them again. Called by one thread at a
 * time.
 */
public interface DecisionSink extends AutoCloseable {
    /**
     * Up to which of a writer's records the sink has all.
     *
     * @param stream the stream, {@code decision/} and the model's name
     * @param writer the process that wrote them
     * @return the last sequence; 0 if there is none
     */
    long position(String stream, String writer);

    /**
     * Takes the next records of one writer, all or none; durable on return. Those it has already are passed over.
     *
     * @param records at least one, in sequence; a number is missing only if its record was removed by retention
     * @throws io.modelgovernance.StoreException if they could not be taken; they are offered again
     */
    void accept(List<Observation> records);

    @Override
    void close();
}
