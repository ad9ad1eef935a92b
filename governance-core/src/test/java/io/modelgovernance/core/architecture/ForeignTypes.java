package io.modelgovernance.core.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Set;

/** Types of other projects, and the condition that no signature shows one. */
final class ForeignTypes {
    private ForeignTypes() {}

    /** The JDK or ours; annotations of JSpecify are not part of a signature. */
    static boolean isForeign(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        String name = element.getPackageName();
        return !element.isPrimitive()
                && !name.startsWith("java.")
                && !name.equals("javax.sql")
                && Module.of(element).isEmpty();
    }

    static DescribedPredicate<JavaClass> butJSpecify() {
        return DescribedPredicate.describe(
                "of other projects",
                type -> isForeign(type) && !type.getPackageName().equals("org.jspecify.annotations"));
    }

    static ArchCondition<JavaClass> inNoSignature() {
        return new ArchCondition<>("show no type of another project") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isVisible(type)) {
                    return;
                }
                type.getSuperclass().ifPresent(parent -> report(type, type.getName(), parent, events));
                type.getInterfaces().forEach(parent -> report(type, type.getName(), parent, events));
                type.getTypeParameters().forEach(parameter -> report(type, type.getName(), parameter, events));
                for (JavaField field : type.getFields()) {
                    if (isVisible(field)) {
                        report(type, field.getFullName(), field.getType(), events);
                    }
                }
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                    if (isVisible(unit)) {
                        report(type, unit.getFullName(), unit.getReturnType(), events);
                        unit.getParameterTypes().forEach(shown -> report(type, unit.getFullName(), shown, events));
                        unit.getTypeParameters().forEach(shown -> report(type, unit.getFullName(), shown, events));
                        unit.getExceptionTypes().forEach(shown -> report(type, unit.getFullName(), shown, events));
                    }
                }
            }
        };
    }

    private static void report(JavaClass type, String where, JavaType shown, ConditionEvents events) {
        Set<JavaClass> foreign = new HashSet<>(shown.getAllInvolvedRawTypes());
        foreign.removeIf(raw -> !isForeign(raw));
        for (JavaClass raw : foreign) {
            events.add(SimpleConditionEvent.violated(type, where + " shows " + raw.getName()));
        }
    }

    private static boolean isVisible(JavaMember member) {
        return isVisible(member.getModifiers()) && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(ForeignTypes::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
