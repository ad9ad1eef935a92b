package io.modelgovernance.core.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Where detectors alarm, against MOA 2024.07.0 run on the same stream: errors at rates 0.2, 0.4, 0.1, 0.3, 0.3, 0.05, 0.5
 * for 3,000 values each from {@code new SplittableRandom(7)}, fed to {@code HDDM_A_Test}, {@code HDDM_W_Test},
 * {@code ADWIN}, {@code EDDM}, {@code STEPD} and {@code RDDM} with their defaults (RDDM also with a longest concept of
 * 3,000, 1,000 kept and 200 in warning).
 */
class MoaPositionsTest {
    private static final double[] RATES = {0.2, 0.4, 0.1, 0.3, 0.3, 0.05, 0.5};

    @Test
    void hddmAlarmsWhereMoaDoes() {
        assertEquals(List.of(3167, 9073, 9292, 9486, 10852, 18032), positions(HddmA.of(HddmA.Settings.defaults())));
        assertEquals(
                List.of(3058, 3697, 4851, 5188, 9080, 9488, 10838, 12064, 13010, 13913, 18033, 18560, 19531, 20822),
                positions(HddmW.of(HddmW.Settings.defaults())));
    }

    @Test
    void adwinAlarmsWhereMoaDoes() {
        assertEquals(
                List.of(
                        3231, 3263, 3295, 3455, 6079, 6111, 6143, 9087, 9119, 9151, 9279, 15103, 15135, 15167, 15199,
                        18047, 18079, 18591),
                positions(Adwin.of(Adwin.Settings.defaults())));
    }

    @Test
    void errorDetectorsAlarmWhereMoaDoes() {
        assertEquals(
                List.of(
                        212, 362, 573, 741, 933, 1111, 1256, 1484, 1596, 1851, 2017, 2145, 2434, 3078, 3181, 3261, 3394,
                        3496, 3561, 3637, 3695, 3763, 3873, 3948, 4024, 10394, 10603, 10829, 18728, 18917, 18986, 19078,
                        19156, 19287, 19561, 19663, 19733, 19801),
                positions(Eddm.of(new Eddm.Settings(30, 0.95, 0.9, true))));
        assertEquals(
                List.of(3061, 6018, 8662, 9011, 9283, 9469, 10844, 13010, 13913, 15028, 17238, 17963, 18028),
                positions(Stepd.of(new Stepd.Settings(30, 0.003, 0.05, true))));
        assertEquals(
                List.of(364, 3196, 3681, 9534, 12188, 13013, 13014, 13711, 13914, 18063, 18248, 18462),
                positions(Rddm.of(Rddm.Settings.defaults())));
        assertEquals(
                List.of(364, 3196, 3681, 9057, 9283, 9469, 11045, 12416, 18013, 18590),
                positions(Rddm.of(new Rddm.Settings(129, 1.773, 2.258, 3_000, 1_000, 200))));
    }

    private static List<Integer> positions(StreamDetector detector) {
        SplittableRandom random = new SplittableRandom(7);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < 21_000; i++) {
            if (detector.update(random.nextDouble() < RATES[i / 3_000] ? 1 : 0) == Signal.DRIFT) {
                positions.add(i);
            }
        }
        return positions;
    }
}
