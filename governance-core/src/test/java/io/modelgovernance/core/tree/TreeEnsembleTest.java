package io.modelgovernance.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every value goes where its split says. */
class TreeEnsembleTest {
    private static final double NAN = Double.NaN;

    @Property
    void aThresholdForFloatsSendsEveryDoubleTheSameWay(@ForAll int thresholdBits, @ForAll long seed) {
        float threshold = Float.intBitsToFloat(thresholdBits);
        if (Float.isNaN(threshold)) {
            return;
        }
        double turned = FloatThreshold.of(threshold);
        Random random = new Random(seed);
        double near = turned;
        for (int i = 0; i < 50; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            for (double x : new double[] {near, Math.nextDown(near), Math.nextUp(near), threshold, any, 0, -0.0}) {
                assertEquals((float) x < threshold, x < turned, () -> x + " at " + threshold);
            }
            near = threshold + (random.nextDouble() - 0.5) * Math.ulp(threshold) * 4;
        }
    }

    @Example
    void theThresholdsAtTheEndsOfTheFloatsAreRight() {
        for (float threshold :
                new float[] {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, 1f / 0, -1f / 0}) {
            double turned = FloatThreshold.of(threshold);
            for (double x : new double[] {turned, Math.nextDown(turned), Math.nextUp(turned), 1d / 0, -1d / 0, 1e300}) {
                assertEquals((float) x < threshold, x < turned, () -> x + " at " + threshold);
            }
        }
    }

    private static double score(TreeNode tree, double value) {
        return TreeEnsemble.builder(1).tree(tree).build().score(new double[] {value});
    }

    @Example
    void aNumberGoesLeftIfLess() {
        TreeNode tree = TreeNode.split(0, 2, TreeNode.leaf(1, 1), TreeNode.leaf(3, 1));
        assertEquals(1, score(tree, Math.nextDown(2.0)));
        assertEquals(3, score(tree, 2));
        assertEquals(3, score(tree, NAN));
    }

    @Example
    void zeroGoesWhereMissingGoesIfTheSplitSaysSo() {
        TreeNode tree = new TreeNode.Split(0, 5, false, true, TreeNode.leaf(1, 1), TreeNode.leaf(3, 1));
        assertEquals(3, score(tree, 0));
        assertEquals(3, score(tree, -0.0));
        assertEquals(3, score(tree, 1e-36));
        assertEquals(1, score(tree, 1e-34));
        assertEquals(3, score(tree, NAN));
    }

    @Example
    void aCategoryGoesLeftIfInTheSet() {
        TreeNode tree = new TreeNode.CategorySplit(0, List.of(1, 70), true, TreeNode.leaf(1, 1), TreeNode.leaf(3, 1));
        for (double in : new double[] {1, 70, NAN}) {
            assertEquals(1, score(tree, in), "category " + in);
        }
        for (double out : new double[] {0, -0.5, -1, -63, 69, 71, 127, 128, 1e9, -1e9, 1e300, 1d / 0, -1d / 0}) {
            assertEquals(3, score(tree, out), "category " + out);
        }
    }

    @Example
    void theDigestTellsEverythingThatMattersApart() {
        TreeNode one = TreeNode.split(0, 2, TreeNode.leaf(1, 1), TreeNode.leaf(3, 1));
        TreeNode other = TreeNode.split(0, 2, TreeNode.leaf(1, 1), TreeNode.leaf(3, 2));
        TreeEnsemble base = TreeEnsemble.builder(1).tree(one).build();
        assertEquals(base.digest(), TreeEnsemble.builder(1).tree(one).build().digest());
        assertNotEquals(
                base.digest(), TreeEnsemble.builder(1).tree(other).build().digest());
        assertNotEquals(base.digest(), TreeEnsemble.builder(2).tree(one).build().digest());
        assertNotEquals(
                base.digest(), TreeEnsemble.builder(1).tree(one).base(1).build().digest());
        assertNotEquals(
                base.digest(),
                TreeEnsemble.builder(1).tree(one).singlePrecision().build().digest());
    }
}
