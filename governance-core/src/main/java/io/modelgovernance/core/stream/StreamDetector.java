package io.modelgovernance.core.stream;

/**
 * Looks at one value after the other and says when they have changed.
 *
 * <p>Each detector names what values it takes. After {@link Signal#DRIFT} it starts over, if its own description does not
 * say otherwise. The same values give the same signals, on any machine. Not thread-safe.
 */
public sealed interface StreamDetector
        permits Adwin,
                Ddm,
                Eddm,
                Rddm,
                HddmA,
                HddmW,
                Kswin,
                PageHinkley,
                Cusum,
                Ewma,
                Stepd,
                Bocd,
                MeanBetting,
                ConformalMartingale {
    /**
     * Takes the next value.
     *
     * @param value the value, in the range that the detector names
     * @return what it says now
     * @throws io.modelgovernance.InvalidInputException if the value is out of range
     */
    Signal update(double value);

    /**
     * Puts the detector away.
     *
     * @return its state, from which {@link DetectorState#restore} makes an equal one
     */
    DetectorState state();
}
