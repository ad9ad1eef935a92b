package io.modelgovernance.core.stream;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import java.util.List;

/**
 * A detector put away: its kind and version, its settings, and what it remembers. Immutable.
 *
 * @param form kind and version of the layout, such as {@code adwin/1}; other versions are refused
 * @param settings its settings, in the order of their record
 * @param memory what it remembers, in an order of its own
 */
public record DetectorState(String form, List<Double> settings, List<Double> memory) {
    /** Copies the lists. */
    public DetectorState {
        settings = List.copyOf(settings);
        memory = List.copyOf(memory);
    }

    /**
     * The state as canonical JSON: equal states have equal bytes.
     *
     * @return a new array
     */
    public byte[] toBytes() {
        return RecordCodec.write(this);
    }

    /**
     * Reads a state.
     *
     * @param bytes what {@link #toBytes} wrote; not modified
     * @return an equal state
     * @throws io.modelgovernance.IntegrityException if they are no such state
     */
    public static DetectorState fromBytes(byte[] bytes) {
        return RecordCodec.read(DetectorState.class, bytes);
    }

    /**
     * The detector, as it was.
     *
     * @return a new detector that goes on where the other was put away
     * @throws InvalidInputException if the form is unknown, or the numbers do not fit it
     */
    public StreamDetector restore() {
        Recall recall = new Recall(this);
        StreamDetector detector = switch (form) {
            case Adwin.FORM -> new Adwin(recall);
            case Ddm.FORM -> new Ddm(recall);
            case Eddm.FORM -> new Eddm(recall);
            case Rddm.FORM -> new Rddm(recall);
            case HddmA.FORM -> new HddmA(recall);
            case HddmW.FORM -> new HddmW(recall);
            case Kswin.FORM -> new Kswin(recall);
            case PageHinkley.FORM -> new PageHinkley(recall);
            case Cusum.FORM -> new Cusum(recall);
            case Ewma.FORM -> new Ewma(recall);
            case Bocd.FORM -> new Bocd(recall);
            case Stepd.FORM -> new Stepd(recall);
            case MeanBetting.FORM -> new MeanBetting(recall);
            case ConformalMartingale.FORM -> new ConformalMartingale(recall);
            default -> throw InvalidInputException.of("form of the detector", "is " + form, "a known one");
        };
        recall.requireEnd();
        return detector;
    }
}
