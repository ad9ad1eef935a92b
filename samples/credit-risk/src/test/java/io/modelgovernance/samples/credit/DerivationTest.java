package io.modelgovernance.samples.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.risk.Derivation;
import io.modelgovernance.core.risk.RiskSchemes;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.core.risk.Shifts;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskShift;
import io.modelgovernance.risk.RiskTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tier of the sample's model with its derivation, and one input changed, as docs/risk.md prints them. */
class DerivationTest {
    private static final Pattern BLOCK = Pattern.compile("<!-- credit sample -->\n```\n(.*?)```", Pattern.DOTALL);
    private static RiskAnswers answers = RiskAnswers.none();

    @BeforeAll
    static void train() {
        CreditData data = CreditData.load();
        answers = Questions.answers(
                Training.train(data.train(), Training.simpleTerms()).model(), data);
    }

    private static String page() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs"))) {
            root = root.getParent();
        }
        Matcher block = BLOCK.matcher(Files.readString(root.resolve("docs/risk.md")));
        assertTrue(block.find());
        return block.group(1);
    }

    @Test
    void thePagePrintsTheDerivationAndWhatOneInputChanges() throws IOException {
        Scorecard scorecard = new Scorecard();
        List<String> lines = new ArrayList<>(Derivation.lines(scorecard.rate(answers)));
        lines.add("");
        for (RiskAnswers changed : List.of(
                answers.with("data", 4, "nobody knows where it came from"),
                answers.with("exposure", 4, "a fifth of the book"),
                answers.with("impact", 1, "easily put right"))) {
            RiskShift shift = Shifts.between(scorecard, answers, scorecard, changed);
            RiskShift.Move move = shift.moves().get(0);
            lines.add(move.input() + " from " + move.before() + " to " + move.after() + ": tier "
                    + shift.before().tier().number() + " becomes "
                    + shift.after().tier().number());
        }
        assertEquals(page(), String.join("\n", lines) + "\n");
    }

    @Test
    void eachAnswerOneStepWorseOrBetterMovesTheTierTheRightWay() {
        Scorecard scorecard = new Scorecard();
        RiskTier now = scorecard.rate(answers).tier();
        for (String factor : scorecard.factors()) {
            for (int score = 1; score <= 4; score++) {
                int step = score - answers.factors().get(factor).high();
                int moved = now.number()
                        - scorecard
                                .rate(answers.with(factor, score, "what if"))
                                .tier()
                                .number();
                assertTrue(step * moved >= 0, factor + " at " + score);
            }
        }
        assertEquals(RiskSchemes.mrmDefault(), scorecard.data().orElseThrow());
    }
}
