package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Digest;
import io.modelgovernance.core.files.FileContentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hashing and storing a model file beside SHA-256 of the same bytes in memory. The file is in the system's cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class ArtifactBenchmark {
    /** Size of the file in megabytes. */
    @Param({"1", "64"})
    public int megabytes;

    private byte[] bytes = new byte[0];
    private Path directory = Path.of("");
    private Path file = Path.of("");
    private @Nullable FileContentStore store;

    /** Writes the file. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        bytes = new byte[megabytes << 20];
        new Random(1).nextBytes(bytes);
        directory = Files.createTempDirectory("artifact");
        file = Files.write(directory.resolve("model.bin"), bytes);
        store = FileContentStore.in(directory.resolve("store"), Clock.systemUTC());
    }

    /** Deletes what was written. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** The JDK alone, bytes in memory. */
    @Benchmark
    public byte[] rawSha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    /** The file as a stream. */
    @Benchmark
    public Digest hashed() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in);
        }
    }

    /** The file hashed, written, forced to the device and moved into place. */
    @Benchmark
    public Digest stored() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Objects.requireNonNull(store).put(in);
        }
    }
}
