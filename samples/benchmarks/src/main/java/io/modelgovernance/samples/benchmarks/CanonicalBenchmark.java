package io.modelgovernance.samples.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelgovernance.core.json.CanonicalJson;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.merkle.Merkle;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A record as canonical bytes and back, and their hash; beside Jackson and the JDK, which promise less. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class CanonicalBenchmark {
    /**
     * Shaped like a decision's record.
     *
     * @param id its id
     * @param at when
     * @param version which version
     * @param digest of its files
     * @param caller who asked
     * @param score the score
     * @param limit the cut-off
     * @param position the view's position
     * @param reasons why
     */
    public record Sample(
            String id,
            String at,
            String version,
            String digest,
            String caller,
            double score,
            double limit,
            long position,
            List<String> reasons) {}

    private static final Sample SAMPLE = new Sample(
            "4f2a9c10b7de4411-1042",
            "2026-05-03T10:15:30.123456Z",
            "credit-risk:7",
            "sha-256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "loan-desk",
            0.6180339887498949,
            0.55,
            1_234_567,
            List.of("Too little income for the amount", "Too many recent enquiries"));

    private final ObjectMapper mapper = new ObjectMapper();
    private final double[] doubles = Population.values(9, 100);
    private byte[] json;
    private byte[] numbers;
    private MessageDigest sha;

    /** Writes what is read. */
    @Setup(Level.Trial)
    public void write() throws NoSuchAlgorithmException {
        json = RecordCodec.write(SAMPLE);
        numbers = RecordCodec.write(java.util.Arrays.stream(doubles).boxed().toList());
        sha = MessageDigest.getInstance("SHA-256");
    }

    /** Record to canonical bytes. */
    @Benchmark
    public byte[] encode() {
        return RecordCodec.write(SAMPLE);
    }

    /** Record to some bytes, by Jackson. */
    @Benchmark
    public byte[] encodeJackson() throws JsonProcessingException {
        return mapper.writeValueAsBytes(SAMPLE);
    }

    /** Bytes to record, strictly. */
    @Benchmark
    public Sample decode() {
        return RecordCodec.read(Sample.class, json);
    }

    /** Bytes to record, by Jackson. */
    @Benchmark
    public Sample decodeJackson() throws IOException {
        return mapper.readValue(json, Sample.class);
    }

    /** A list of 100 doubles read and written canonically. */
    @Benchmark
    public byte[] doubles() {
        return CanonicalJson.canonicalize(numbers);
    }

    /** The same read and written by Jackson, in whatever form. */
    @Benchmark
    public byte[] doublesJackson() throws IOException {
        return mapper.writeValueAsBytes(mapper.readTree(numbers));
    }

    /** The leaf hash of an entry. */
    @Benchmark
    public byte[] leaf() {
        return Merkle.leaf(json);
    }

    /** SHA-256 of the same bytes by a digest that is at hand. */
    @Benchmark
    public byte[] leafJdk() {
        return sha.digest(json);
    }
}
