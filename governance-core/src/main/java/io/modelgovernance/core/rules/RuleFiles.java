package io.modelgovernance.core.rules;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.RuleTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rule sets as files that people read and keep under version control.
 *
 * <p>The same document as JSON or, with the optional YAML library beside core, as YAML: {@code name}, {@code version},
 * {@code facts} (name to {@code number}, {@code text} or {@code truth}), {@code otherwise}, {@code rules} (each with
 * {@code id}, {@code effect}, {@code when}, {@code because}, and {@code mode} unless it is enforced) and {@code tests}
 * (each with {@code name}, {@code given}, {@code expect}, and {@code by}). Reading is strict: an unknown member is an
 * error, and so is a condition that cannot be compiled.
 */
public final class RuleFiles {
    private RuleFiles() {}

    /**
     * Reads a JSON document.
     *
     * @param json the document in UTF-8
     * @return the rule set, its conditions compiled once
     * @throws InvalidInputException saying which part does not fit
     */
    public static RuleSet json(byte[] json) {
        return of(PlainJson.object(json));
    }

    /**
     * Reads a YAML document of the same content.
     *
     * @param yaml the document in UTF-8
     * @return the rule set
     * @throws InvalidInputException saying which part does not fit
     * @throws NoClassDefFoundError if {@code jackson-dataformat-yaml} is not on the class path
     */
    public static RuleSet yaml(byte[] yaml) {
        return json(Yaml.toJson(yaml));
    }

    /**
     * Writes a rule set.
     *
     * @param rules the rule set
     * @return canonical JSON that reads back as an equal set
     */
    public static byte[] write(RuleSet rules) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", rules.name());
        document.put("version", rules.version());
        List<Map<String, Object>> facts = new ArrayList<>();
        rules.facts().forEach(fact -> facts.add(Map.of("name", fact.name(), "type", lower(fact.type()))));
        document.put("facts", facts);
        document.put("otherwise", lower(rules.otherwise()));
        document.put("rules", rules.rules().stream().map(RuleFiles::written).toList());
        document.put("tests", rules.tests().stream().map(RuleFiles::written).toList());
        return RecordCodec.write(document);
    }

    private static Map<String, Object> written(Rule rule) {
        return Map.of(
                "id", rule.id(),
                "effect", lower(rule.effect()),
                "mode", lower(rule.mode()),
                "when", rule.when(),
                "because", rule.because());
    }

    private static Map<String, Object> written(RuleTest test) {
        return Map.of("name", test.name(), "given", test.given(), "expect", lower(test.expect()), "by", test.by());
    }

    private static RuleSet of(Map<String, Object> document) {
        requireMembers("rule set", document, Set.of("name", "version", "facts", "otherwise", "rules", "tests"));
        List<Fact> facts = new ArrayList<>();
        for (Map<String, Object> fact : facts(document.get("facts"))) {
            facts.add(new Fact(text(fact, "name"), word(Fact.Type.class, "type", text(fact, "type"))));
        }
        List<Rule> rules = new ArrayList<>();
        for (Map<String, Object> rule : objects(document, "rules")) {
            rules.add(rule(rule));
        }
        List<RuleTest> tests = new ArrayList<>();
        for (Map<String, Object> test : objects(document, "tests")) {
            tests.add(test(test));
        }
        Effect otherwise = document.containsKey("otherwise")
                ? word(Effect.class, "otherwise", text(document, "otherwise"))
                : Effect.PERMIT;
        RuleSet set = new RuleSet(text(document, "name"), text(document, "version"), facts, rules, otherwise, tests);
        RuleProgram.of(set);
        return set;
    }

    /** Either a list of name and type, which keeps the order, or an object from name to type. */
    private static List<Map<String, Object>> facts(@Nullable Object given) {
        List<Map<String, Object>> facts = new ArrayList<>();
        if (given instanceof Map) {
            ((Map<?, ?>) given).forEach((name, type) -> facts.add(Map.of("name", name, "type", type)));
        } else if (given != null) {
            for (Object one : list("facts", given)) {
                Map<String, Object> fact = object("fact", one);
                requireMembers("fact", fact, Set.of("name", "type"));
                facts.add(fact);
            }
        }
        return facts;
    }

    private static Rule rule(Map<String, Object> rule) {
        requireMembers("rule", rule, Set.of("id", "effect", "mode", "when", "because"));
        Rule.Mode mode =
                rule.containsKey("mode") ? word(Rule.Mode.class, "mode", text(rule, "mode")) : Rule.Mode.ENFORCE;
        return new Rule(
                text(rule, "id"),
                word(Effect.class, "effect", text(rule, "effect")),
                mode,
                text(rule, "when"),
                text(rule, "because"));
    }

    private static RuleTest test(Map<String, Object> test) {
        requireMembers("test", test, Set.of("name", "given", "expect", "by"));
        Map<String, String> given = new LinkedHashMap<>();
        object("given", test.getOrDefault("given", Map.of()))
                .forEach((name, value) -> given.put(name, written(name, value)));
        List<String> by = new ArrayList<>();
        for (Object id : list("by", test.getOrDefault("by", List.of()))) {
            by.add(id.toString());
        }
        return new RuleTest(text(test, "name"), given, word(Effect.class, "expect", text(test, "expect")), by);
    }

    private static String written(String name, Object value) {
        if (value instanceof Map || value instanceof Iterable || value instanceof Optional) {
            throw InvalidInputException.of("fact " + name, "is no single value", "a number, a text or a truth");
        }
        return value.toString();
    }

    private static List<Map<String, Object>> objects(Map<String, Object> parent, String member) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object one : list(member, parent.getOrDefault(member, List.of()))) {
            objects.add(object("one of the " + member, one));
        }
        return objects;
    }

    private static List<?> list(String what, Object value) {
        if (value instanceof List) {
            return (List<?>) value;
        }
        throw InvalidInputException.of(what, "is no list", "a list");
    }

    private static Map<String, Object> object(String what, Object value) {
        if (value instanceof Map) {
            Map<String, Object> members = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((name, member) -> members.put(name.toString(), member));
            return members;
        }
        throw InvalidInputException.of(what, "is no object", "an object with named members");
    }

    private static String text(Map<String, Object> parent, String member) {
        Object value = parent.get(member);
        if (value instanceof String) {
            return (String) value;
        }
        throw InvalidInputException.of("member " + member, value == null ? "is missing" : "is no text", "a text");
    }

    private static void requireMembers(String what, Map<String, Object> given, Set<String> known) {
        for (String member : given.keySet()) {
            if (!known.contains(member)) {
                throw InvalidInputException.of("member " + member + " of " + what, "is unknown", "one of " + known);
            }
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String what, String word) {
        for (E one : type.getEnumConstants()) {
            if (lower(one).equals(word)) {
                return one;
            }
        }
        throw InvalidInputException.of(
                what,
                "is " + word,
                "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    private static String lower(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
