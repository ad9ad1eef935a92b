package io.modelgovernance.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleFilesTest {
    private static final String JSON = """
            {"name": "credit-decisions", "version": "2",
             "facts": {"score": "number", "purpose": "text", "vip": "truth"},
             "otherwise": "permit",
             "rules": [
               {"id": "near-the-cut-off", "effect": "refer", "when": "score >= 0.4 and score < 0.6",
                "because": "a person looks at close calls"},
               {"id": "no-pawn", "effect": "deny", "mode": "observe", "when": "purpose = 'pawn'", "because": "not yet"}],
             "tests": [
               {"name": "close", "given": {"score": 0.45, "vip": true}, "expect": "refer", "by": ["near-the-cut-off"]},
               {"name": "clear", "given": {"score": 0.1, "purpose": "loans"}, "expect": "permit"}]}
            """;
    private static final String YAML = """
            name: credit-decisions
            version: "2"
            facts:
              score: number
              purpose: text
              vip: truth
            otherwise: permit
            rules:
              - id: near-the-cut-off
                effect: refer
                when: score >= 0.4 and score < 0.6
                because: a person looks at close calls
              - id: no-pawn
                effect: deny
                mode: observe
                when: purpose = 'pawn'
                because: not yet
            tests:
              - name: close
                given: {score: 0.45, vip: true}
                expect: refer
                by: [near-the-cut-off]
              - name: clear
                given: {score: 0.1, purpose: loans}
                expect: permit
            """;

    private static RuleSet json(String text) {
        return RuleFiles.json(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RuleSet yaml(String text) {
        return RuleFiles.yaml(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void jsonYamlAndWhatIsWrittenAreTheSameRules() {
        RuleSet rules = json(JSON);
        assertEquals("credit-decisions/2", rules.id());
        assertEquals(Effect.REFER, rules.rules().get(0).effect());
        assertEquals(Rule.Mode.ENFORCE, rules.rules().get(0).mode());
        assertEquals(Rule.Mode.OBSERVE, rules.rules().get(1).mode());
        assertEquals(rules, yaml(YAML));
        assertEquals(rules, RuleFiles.json(RuleFiles.write(rules)));
        assertEquals(List.of(), RuleProgram.of(rules).failures());
    }

    @Test
    void readingIsStrict() {
        assertRefused(JSON.replace("\"when\"", "\"wenn\""), "member wenn of rule is unknown");
        assertRefused(JSON.replace("\"refer\", \"when\"", "\"maybe\", \"when\""), "effect is maybe");
        assertRefused(JSON.replace("score >= 0.4", "skore >= 0.4"), "rule near-the-cut-off");
        assertRefused(JSON.replace("\"number\"", "\"decimal\""), "type is decimal");
        assertRefused(JSON.replace("\"version\": \"2\"", "\"version\": 2"), "member version is no text");
        assertRefused(JSON.replace("\"version\": \"2\",", ""), "member version is missing");
        assertRefused(JSON.replace("{\"score\": 0.45, \"vip\": true}", "{\"score\": [1]}"), "fact score");
        assertRefused("[]", "no object");
        assertRefused(JSON.replace("\"otherwise\": \"permit\"", "\"rules\": []"), "duplicate keys");
    }

    @Test
    void yamlMakesNoObjectsAndHidesNothing() {
        assertYamlRefused(YAML + "name: again\n");
        assertYamlRefused(YAML.replace("by: [near-the-cut-off]", "by: *other"));
        assertYamlRefused(
                YAML.replace("because: not yet", "because: &a not yet").replace("purpose: text", "purpose: *a"));
        assertYamlRefused(YAML + "---\nname: second\n");
        assertYamlRefused("- 1\n");
        assertYamlRefused("\t{");
        assertYamlRefused("");
        assertThrows(InvalidInputException.class, () -> RuleFiles.yaml(new byte[(1 << 20) + 1]));
    }

    private static void assertYamlRefused(String text) {
        assertThrows(InvalidInputException.class, () -> yaml(text));
    }

    private static void assertRefused(String text, String problem) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> json(text));
        assertTrue(refused.getMessage().contains(problem), refused::getMessage);
    }
}
