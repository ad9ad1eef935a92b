package io.modelgovernance.core.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Calls and method references that read what nobody handed in. */
final class Calls {
    private static final Set<String> DEFAULTS = Set.of(
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault",
            "java.time.ZoneId.systemDefault",
            "java.nio.charset.Charset.defaultCharset",
            "java.lang.String.formatted");

    private Calls() {}

    static DescribedPredicate<JavaAccess<?>> ofTheSystemClock() {
        return to("a clock that was not handed in", target -> {
            String owner = target.getOwner().getName();
            String name = target.getName();
            return owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                    || owner.equals(Clock.class.getName())
                            && (name.startsWith("system") || name.startsWith("tick"))
                            && !takes(target, Clock.class)
                    || owner.equals("java.time.InstantSource") && name.equals("system")
                    || owner.startsWith("java.time.") && name.equals("now") && !takes(target, Clock.class)
                    || owner.equals(Date.class.getName()) && isConstructorOfNothing(target);
        });
    }

    static DescribedPredicate<JavaAccess<?>> ofTheDefaultPlace() {
        return to("the default locale, zone or charset", target -> {
            String owner = target.getOwner().getName();
            String name = target.getName();
            return DEFAULTS.contains(owner + "." + name)
                    || owner.equals(String.class.getName())
                            && (name.equals("format") && !takes(target, Locale.class)
                                    || (name.equals("toLowerCase") || name.equals("toUpperCase"))
                                            && takesNothing(target)
                                    || name.equals("getBytes") && takesNothing(target));
        });
    }

    static DescribedPredicate<JavaAccess<?>> ofDefaultTyping() {
        return to(
                "Jackson's default typing",
                target -> target.getOwner().getPackageName().startsWith("com.fasterxml.jackson")
                        && target.getName().contains("DefaultTyping"));
    }

    private static DescribedPredicate<JavaAccess<?>> to(
            String what, java.util.function.Predicate<CodeUnitAccessTarget> asked) {
        return DescribedPredicate.describe(what, access -> {
            AccessTarget target = access.getTarget();
            return target instanceof CodeUnitAccessTarget && asked.test((CodeUnitAccessTarget) target);
        });
    }

    private static boolean isConstructorOfNothing(CodeUnitAccessTarget target) {
        return target.getName().equals("<init>") && takesNothing(target);
    }

    private static boolean takesNothing(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().isEmpty();
    }

    private static boolean takes(CodeUnitAccessTarget target, Class<?> type) {
        List<JavaClass> parameters = target.getRawParameterTypes();
        return parameters.stream().anyMatch(parameter -> parameter.isEquivalentTo(type));
    }
}
