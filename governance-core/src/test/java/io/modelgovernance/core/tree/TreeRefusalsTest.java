package io.modelgovernance.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and trees that are not what they should be are refused with words, not with whatever happens. */
class TreeRefusalsTest {
    private static final String XGB = new String(Reference.bytes("xgb_multi.json"), StandardCharsets.UTF_8);
    private static final String LGB = new String(Reference.bytes("lgb_credit.txt"), StandardCharsets.UTF_8);

    private static InvalidInputException xgbRefuses(String text) {
        return assertThrows(InvalidInputException.class, () -> XgboostJson.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static InvalidInputException lgbRefuses(String text) {
        return assertThrows(
                InvalidInputException.class, () -> LightGbmText.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"left_children\":[1,|\"left_children\":[0,|links to node 0",
                "\"left_children\":[1,|\"left_children\":[9999,|links to node 9999",
                "\"left_children\":[1,|\"left_children\":[1.5,|integer",
                "\"left_children\":[1,|\"left_children\":[1,1,|entries in right_children",
                "\"split_indices\":[|\"split_indices\":[99,|entries in split_indices",
                "\"name\":\"gbtree\"|\"name\":\"dart\"|booster dart",
                "\"name\":\"multi:softprob\"|\"name\":\"survival:cox\"|objective survival:cox",
                "\"num_feature\":\"11\"|\"num_feature\":\"2\"|feature of split",
                "\"num_feature\":\"11\"|\"num_feature\":\"-1\"|num_feature -1",
                "\"num_class\":\"3\"|\"num_class\":\"many\"|num_class many",
                "\"num_class\":\"3\"|\"num_class\":\"2\"|output 2",
                "\"base_score\":\"|\"base_score\":\"x|base score",
                "\"tree_info\":[0,|\"tree_info\":[0,0,|tree_info",
                "\"size_leaf_vector\":\"1\"|\"size_leaf_vector\":\"3\"|leaves of 3 values"
            })
    void anXgboostFileThatDoesNotFitIsRefused(String part, String instead, String said) {
        assertTrue(XGB.contains(part), part);
        InvalidInputException refused = xgbRefuses(XGB.replace(part, instead));
        assertTrue(refused.getMessage().contains(said), refused.getMessage());
    }

    @Test
    void whatIsNoXgboostFileIsRefused() {
        for (String text :
                List.of("", "null", "[]", "{}", "{\"learner\":{}}", "{\"learner\":[]}", XGB + "{}", "{" + XGB)) {
            xgbRefuses(text);
        }
        xgbRefuses("{\"learner\":" + "[".repeat(5000) + "]".repeat(5000) + "}");
        xgbRefuses(XGB.replaceFirst("\\{\"learner\"", "{\"version\":[1],\"learner\""));
    }

    @Test
    void anyCutOffFileIsRefused() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            xgbRefuses(XGB.substring(0, random.nextInt(XGB.length() - 1)));
            lgbRefuses(LGB.substring(0, random.nextInt(LGB.indexOf("end of trees"))));
        }
    }

    @Test
    void anyCutOffOrGarbledBinaryFileIsRefusedOrRead() {
        byte[] whole = Reference.bytes("german_xgb.ubj");
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            assertThrows(InvalidInputException.class, () -> XgboostUbjson.read(cut));
            byte[] garbled = whole.clone();
            garbled[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                XgboostUbjson.read(garbled);
            } catch (InvalidInputException refused) {
                assertTrue(refused.getMessage().startsWith("The "), refused.getMessage());
            }
        }
        byte[] deep = new byte[1 << 20];
        Arrays.fill(deep, (byte) '[');
        assertThrows(InvalidInputException.class, () -> XgboostUbjson.read(deep));
        byte[] after = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(InvalidInputException.class, () -> XgboostUbjson.read(after));
        byte[] huge = {'[', '$', 'U', '#', 'L', 0x7f, -1, -1, -1, -1, -1, -1, -1};
        assertThrows(InvalidInputException.class, () -> XgboostUbjson.read(huge));
    }

    @Test
    void anyGarbledFileIsRefusedOrRead() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            garble(random, XGB, XgboostJson::read);
            garble(random, LGB, LightGbmText::read);
        }
    }

    private static void garble(Random random, String text, Consumer<byte[]> reader) {
        byte[] garbled = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            garbled[random.nextInt(garbled.length)] = (byte) "0-9,.[]eE\"x= ".charAt(random.nextInt(13));
        }
        try {
            reader.accept(garbled);
        } catch (InvalidInputException refused) {
            assertTrue(refused.getMessage().startsWith("The "), refused.getMessage());
        }
    }

    @Test
    void theBaseScoreOfLaterVersionsIsAList() {
        String listed = XGB.replaceFirst("\"base_score\":\"[^\"]*\"", "\"base_score\":\"[1E-1,2E-1,3E-1]\"");
        TreeModel model = XgboostJson.read(listed.getBytes(StandardCharsets.UTF_8));
        assertEquals(0.2f, model.outputs().get(1).base());
        String array = XGB.replaceFirst("\"base_score\":\"[^\"]*\"", "\"base_score\":[0.25]");
        assertEquals(
                0.25f,
                XgboostJson.read(array.getBytes(StandardCharsets.UTF_8))
                        .outputs()
                        .get(2)
                        .base());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "num_leaves=31|num_leaves=30|entries in",
                "num_leaves=31|num_leaves=0|leaves",
                "left_child=|`left_child=7 `|entries in left_child",
                "left_child=1|left_child=0|links to",
                "is_linear=0|is_linear=1|linear",
                "max_feature_idx=12|max_feature_idx=1|feature of split",
                "max_feature_idx=12|max_feature_idx=x|max_feature_idx x",
                "num_tree_per_iteration=1|num_tree_per_iteration=3|trees",
                "decision_type=2|decision_type=14|missing type",
                "cat_boundaries=0|cat_boundaries=5|categories",
                "leaf_value=|leaf_value=x|number",
                "feature_names=|`feature_names=one `|feature names"
            })
    void aLightGbmFileThatDoesNotFitIsRefused(String part, String instead, String said) {
        assertTrue(LGB.contains(part), part);
        InvalidInputException refused = lgbRefuses(LGB.replace(part, instead));
        assertTrue(refused.getMessage().contains(said), refused.getMessage());
    }

    @Test
    void aTreeThatDoesNotFitIsRefused() {
        TreeNode leaf = TreeNode.leaf(1, 1);
        List<TreeNode> bad = List.of(
                TreeNode.leaf(Double.NaN, 1),
                TreeNode.leaf(1, -1),
                TreeNode.leaf(1, Double.POSITIVE_INFINITY),
                TreeNode.split(2, 0, leaf, leaf),
                TreeNode.split(-1, 0, leaf, leaf),
                TreeNode.split(0, Double.NaN, leaf, leaf),
                new TreeNode.CategorySplit(0, List.of(-1), false, leaf, leaf),
                new TreeNode.CategorySplit(0, List.of(TreeEnsemble.MAX_CATEGORIES), false, leaf, leaf),
                TreeNode.split(0, 0, TreeNode.leaf(1, Double.MAX_VALUE), TreeNode.leaf(1, Double.MAX_VALUE)));
        TreeEnsemble.Builder builder = TreeEnsemble.builder(2);
        for (TreeNode tree : bad) {
            assertThrows(InvalidInputException.class, () -> builder.tree(tree), tree::toString);
        }
        TreeNode deep = leaf;
        for (int i = 0; i <= TreeEnsemble.MAX_DEPTH; i++) {
            deep = TreeNode.split(0, 0, deep, leaf);
        }
        TreeNode tooDeep = deep;
        assertThrows(InvalidInputException.class, () -> builder.tree(tooDeep));
        assertEquals(0, builder.build().trees().nodes(), "a refused tree leaves nothing behind");
        assertThrows(InvalidInputException.class, () -> builder.base(Double.NaN));
        assertThrows(InvalidInputException.class, () -> TreeEnsemble.builder(0));
        assertThrows(
                InvalidInputException.class,
                () -> builder.link(Link.OTHER).build().response());
    }

    @Test
    void aBatchThatDoesNotFitIsRefused() {
        TreeEnsemble ensemble = TreeEnsemble.builder(2).build();
        assertThrows(InvalidInputException.class, () -> ensemble.score(new double[3], 2, new double[2]));
        assertThrows(InvalidInputException.class, () -> ensemble.score(new double[4], 2, new double[1]));
        assertThrows(InvalidInputException.class, () -> ensemble.score(new double[4], -1, new double[2]));
    }
}
