package io.modelgovernance.core.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.ConsistencyProof;
import io.modelgovernance.audit.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors of RFC 6962 as transparency-dev/merkle publishes them (testonly/constants.go). */
class MerkleTest {
    private static final List<byte[]> LEAVES = List.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();
    private static final String LEFT_FOUR = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String LAST_TWO = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";

    private final Tree tree = Tree.of(LEAVES);

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    })
    void rootsOfTheFirstLeaves(int size, String root) {
        assertEquals(root, tree.root(size).hex());
        assertEquals(root, Merkle.rootOf(LEAVES.subList(0, size)).hex());
    }

    @Test
    void leafAndNodeHashes() {
        assertEquals(
                "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56", hex(Merkle.leaf(ascii("L123456"))));
        assertEquals(
                "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb",
                hex(Merkle.parent(ascii("N123"), ascii("N456"))));
    }

    @Test
    void inclusionOfLeafFiveInEight() {
        InclusionProof proof = tree.inclusion(6, 8);
        assertEquals(List.of(FIFTH, LAST_TWO, LEFT_FOUR), hex(proof.path()));
        assertTrue(Proofs.holds(proof, tree.root(8)));
        assertFalse(Proofs.holds(proof, tree.root(7)));
    }

    @Test
    void consistencyOfSixWithEightAndTwoWithFive() {
        ConsistencyProof six = tree.growth(6, 8);
        assertEquals(
                List.of("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", LAST_TWO, LEFT_FOUR),
                hex(six.path()));
        assertTrue(Proofs.holds(six, tree.root(6), tree.root(8)));
        ConsistencyProof two = tree.growth(2, 5);
        assertEquals(
                List.of("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", FIFTH), hex(two.path()));
        assertTrue(Proofs.holds(two, tree.root(2), tree.root(5)));
        assertFalse(Proofs.holds(two, tree.root(5), tree.root(2)));
    }

    @Test
    void aTreeOfOneNeedsNoSiblings() {
        assertEquals(List.of(), tree.inclusion(1, 1).path());
        assertTrue(Proofs.holds(tree.inclusion(1, 1), tree.root(1)));
        assertTrue(Proofs.holds(new ConsistencyProof(5, 5, List.of()), tree.root(5), tree.root(5)));
        assertFalse(Proofs.holds(new ConsistencyProof(5, 5, List.of()), tree.root(5), tree.root(6)));
        assertFalse(Proofs.holds(new ConsistencyProof(5, 5, List.of(tree.root(1))), tree.root(5), tree.root(5)));
    }

    @Test
    void nonsensicalPlacesProveNothing() {
        InclusionProof proof = tree.inclusion(6, 8);
        long[][] places = {{0, 8}, {-1, 8}, {9, 8}, {6, 0}, {6, -8}, {Long.MIN_VALUE, 8}, {6, Long.MIN_VALUE}, {1, 1}};
        for (long[] place : places) {
            assertFalse(Proofs.holds(new InclusionProof(place[0], place[1], proof.leaf(), proof.path()), tree.root(8)));
        }
        long[][] sizes = {{0, 8}, {-2, 8}, {8, 6}, {6, 0}, {6, Long.MIN_VALUE}, {Long.MIN_VALUE, 8}};
        for (long[] size : sizes) {
            ConsistencyProof growth =
                    new ConsistencyProof(size[0], size[1], tree.growth(6, 8).path());
            assertFalse(Proofs.holds(growth, tree.root(6), tree.root(8)));
            assertFalse(Proofs.holds(new ConsistencyProof(size[0], size[1], List.of()), tree.root(6), tree.root(8)));
        }
    }

    @Test
    void aStateThatDoesNotFitTheSizeIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Merkle.append(3, new byte[32], new byte[32]));
        assertEquals("The state of a tree of 3 leaves must hold 2 hashes.", refused.getMessage());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static List<String> hex(List<Digest> path) {
        return path.stream().map(Digest::hex).toList();
    }
}
