package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.StoreException;
import io.modelgovernance.core.files.FileSink;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Delivery;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.DecisionSink;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decision records go on to a sink: all of them, in order, once, whatever fails in between. */
class DeliveryTest {
    @TempDir
    Path directory;

    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;
    private final Set<String> decided = new TreeSet<>();

    /** A broker's topic with its offsets, which is down for every third batch. */
    private static final class Topic implements DecisionSink {
        final List<Observation> messages = new ArrayList<>();
        private final Map<String, Long> offsets = new HashMap<>();
        private int offered;

        @Override
        public long position(String stream, String writer) {
            return offsets.getOrDefault(stream + " " + writer, 0L);
        }

        @Override
        public void accept(List<Observation> records) {
            if (++offered % 3 == 0) {
                throw new StoreException(StoreException.Outcome.NOT_WRITTEN, "The topic must be there.", null);
            }
            messages.addAll(records);
            Observation last = records.get(records.size() - 1);
            offsets.put(last.stream() + " " + last.writer(), last.sequence());
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder().store(store).build();
        Fixtures.promoted(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private void decide(int calls) {
        try (GovernedModel model = governance.govern("credit-risk", LOADER, ServingOptions.defaults())) {
            for (int i = 0; i < calls; i++) {
                decided.add(model.judge(new Call(BANK, PURPOSE), new double[] {1_800, 900})
                        .orThrow()
                        .id());
            }
        }
    }

    private void deliverAll(Delivery delivery) {
        while (delivery.delivered() < decided.size()) {
            try {
                delivery.deliver();
            } catch (StoreException e) {
                assertTrue(delivery.delivered() < decided.size());
            }
        }
    }

    @Test
    void everyRecordOfEveryProcessOnceAndInOrder() {
        Topic topic = new Topic();
        decide(700);
        decide(1_300);
        try (Delivery delivery = governance.deliver("credit-risk", topic)) {
            deliverAll(delivery);
            decide(10);
            deliverAll(delivery);
        }
        Map<String, Long> last = new HashMap<>();
        for (Observation message : topic.messages) {
            long before = last.getOrDefault(message.writer(), 0L);
            assertEquals(before + 1, message.sequence());
            last.put(message.writer(), message.sequence());
        }
        assertEquals(3, last.size());
        assertEquals(decided.size(), topic.messages.size());
        assertEquals(
                decided,
                new TreeSet<>(topic.messages.stream().map(Observation::id).toList()));
    }

    @Test
    void aProcessThatTakesOverGoesOnWhereTheFilesEnd() throws IOException {
        Path files = directory.resolve("files");
        decide(300);
        try (DecisionSink sink = FileSink.in(files, 100_000);
                Delivery delivery = governance.deliver("credit-risk", sink)) {
            delivery.deliver();
            assertEquals(300, delivery.delivered());
        }
        decide(200);
        try (DecisionSink sink = FileSink.in(files, 100_000);
                Delivery delivery = governance.deliver("credit-risk", sink)) {
            delivery.deliver();
            assertEquals(200, delivery.delivered());
        }
        long lines = 0;
        try (Stream<Path> all = Files.list(files)) {
            for (Path file :
                    all.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    assertTrue(decided.stream().anyMatch(id -> line.contains("\"id\":\"" + id + "\"")), line);
                    lines++;
                }
            }
        }
        assertEquals(500, lines);
    }

    @Test
    void aModelThatHasNoNameIsRefused() {
        assertThrows(io.modelgovernance.InvalidInputException.class, () -> governance.deliver("", new Topic()));
    }
}
