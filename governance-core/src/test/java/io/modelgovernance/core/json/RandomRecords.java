package io.modelgovernance.core.json;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Feature;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.ScoreRange;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes records of any class with random contents: long and odd texts, dates far off, numbers of every size. What a
 * class does not allow is tried again with plain names.
 */
final class RandomRecords {
    private static final int TRIES = 200;

    private final Random random;
    private boolean plain;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    <T> T next(Class<T> type) {
        return type.cast(record(type));
    }

    private Object record(Class<?> type) {
        if (type == VersionId.class) {
            return new VersionId("m" + random.nextInt(100), 1 + random.nextInt(1 << 20));
        } else if (type == Estimate.class) {
            return estimate();
        } else if (type == DecisionRule.class) {
            double low = finite();
            return new DecisionRule(Math.min(low, 0), Math.max(low, 0));
        } else if (type == Feature.class) {
            return feature();
        } else if (type == FeatureProfile.class) {
            return profile();
        } else if (type == RiskAnswers.class) {
            return RiskAnswers.none()
                    .with("purpose", 1 + random.nextInt(4), text())
                    .measured("x", estimate())
                    .flagged(text());
        } else if (type == Artifact.class) {
            return new Artifact("f/" + random.nextInt(9), random.nextInt(9), Digest.of(bytes()), "text/plain");
        } else if (type == Edge.class) {
            return new Edge(
                    new Node("run", "a"),
                    new Node("data", "b/c:" + random.nextInt()),
                    "reads",
                    text(),
                    instant(),
                    Edge.Confidence.OBSERVED);
        }
        if (type == Boundary.class) {
            return random.nextBoolean()
                    ? Boundary.atLeast("x", finite()).orMissing()
                    : Boundary.noneOf("y/z", text(), "b");
        } else if (type == ScoreRange.class) {
            int low = random.nextInt(1 << 30);
            return new ScoreRange(low, low + random.nextInt(1 << 30));
        }
        for (int i = 0; ; i++) {
            boolean before = plain;
            plain = before || i > 0;
            RecordComponent[] components = type.getRecordComponents();
            try {
                return Fields.of(type)
                        .construct(Arrays.stream(components)
                                .map(component -> value(component.getGenericType()))
                                .toArray());
            } catch (IllegalArgumentException | ReflectiveOperationException e) {
                if (i == TRIES) {
                    throw new AssertionError("No " + type.getSimpleName() + " could be made", e);
                }
            } finally {
                plain = before;
            }
        }
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType) {
            return collection((ParameterizedType) type);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return text();
        } else if (raw == int.class || raw == Integer.class) {
            return plain ? (Object) random.nextInt(100) : random.nextInt();
        } else if (raw == long.class || raw == Long.class) {
            return plain ? (Object) (long) random.nextInt(100) : whole();
        } else if (raw == double.class || raw == Double.class) {
            return finite();
        } else if (raw == boolean.class) {
            return random.nextBoolean();
        } else if (raw == Digest.class) {
            return Digest.of(bytes());
        } else if (raw == Instant.class) {
            return instant();
        } else if (raw == LocalDate.class) {
            return LocalDate.ofEpochDay(random.nextInt());
        } else if (raw == Duration.class) {
            return Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000));
        } else if (raw == UUID.class) {
            return UUID.nameUUIDFromBytes(bytes());
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
        }
        return record(raw);
    }

    private Object collection(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.of(value(arguments[0])) : Optional.empty();
        }
        int size = random.nextInt(4);
        if (type.getRawType() == Map.class) {
            Map<Object, Object> map = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                map.put(value(arguments[0]), value(arguments[1]));
            }
            return map;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value(arguments[0]));
        }
        return type.getRawType() == Set.class ? new TreeSet<>(list) : list;
    }

    private Estimate estimate() {
        if (random.nextInt(4) == 0) {
            return Estimate.notEnoughData(random.nextInt(10), text());
        }
        double value = finite();
        double high = random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : Math.max(value, finite());
        return Estimate.of(value, Math.min(value, finite()), high, 1 - random.nextDouble(), random.nextInt(99), text());
    }

    private Feature feature() {
        Feature feature = random.nextBoolean()
                ? Feature.numeric("f" + random.nextInt(1 << 30))
                : Feature.categorical("c" + random.nextInt(1 << 30), text() + "/1", text() + "/2", text() + "/3");
        return random.nextBoolean() ? feature.orMissing().in(text()) : feature.markProtected();
    }

    private FeatureProfile profile() {
        double low = finite();
        return new FeatureProfile(
                Feature.numeric("x", Double.NEGATIVE_INFINITY, 1e300),
                7,
                whole(),
                List.of(low),
                List.of(3L, 4L),
                List.of(low, low),
                random.nextBoolean(),
                Double.NaN,
                finite(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
    }

    private String text() {
        if (plain) {
            return "n" + random.nextInt(1 << 20);
        }
        String[] odd = {"", "\u0000\n\"\\", "I\u0307\u0131", "\ud83d\ude00\u20ac", "\u202eabc", "NaN", "null", "1e5"};
        return odd[random.nextInt(odd.length)] + random.nextInt(100);
    }

    private long whole() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private double finite() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) && value != 0 ? value : 0.5;
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt() * 100L, random.nextInt(1_000_000_000));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return bytes;
    }
}
