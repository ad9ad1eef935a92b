package io.modelgovernance.core.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;

/** The laws of the house that byte code can show. */
enum HouseRule {
    API_NEEDS_NOTHING(noClasses()
            .that(are(Module.API.classes()))
            .should()
            .dependOnClassesThat(ForeignTypes.butJSpecify()
                    .or(Module.anyOf(Module.CORE, Module.INMEMORY, Module.JDBC, Module.TCK)))),

    BACKENDS_KNOW_ONLY_THE_API(noClasses()
            .that(are(Module.INMEMORY.classes()))
            .should()
            .dependOnClassesThat(Module.anyOf(Module.CORE, Module.JDBC, Module.TCK))),

    JDBC_KNOWS_ONLY_THE_API(noClasses()
            .that(are(Module.JDBC.classes()))
            .should()
            .dependOnClassesThat(Module.anyOf(Module.CORE, Module.INMEMORY, Module.TCK))),

    TCK_KNOWS_ONLY_THE_API(noClasses()
            .that(are(Module.TCK.classes()))
            .should()
            .dependOnClassesThat(Module.anyOf(Module.CORE, Module.INMEMORY, Module.JDBC))),

    CORE_KNOWS_NO_BACKEND(noClasses()
            .that(are(Module.CORE.classes()))
            .should()
            .dependOnClassesThat(Module.anyOf(Module.INMEMORY, Module.JDBC, Module.TCK))),

    NO_FOREIGN_TYPE_IN_A_SIGNATURE(classes()
            .that(are(Module.anyOf(Module.API, Module.CORE, Module.INMEMORY, Module.JDBC)))
            .should(ForeignTypes.inNoSignature())),

    ROOMS_OF_CORE_GO_IN_NO_CIRCLE(
            slices().matching("io.modelgovernance.core.(*)..").should().beFreeOfCycles()),

    STATICS_ARE_FINAL(fields().that().areStatic().should().beFinal()),

    STATICS_HOLD_NO_STATE(noFields().that().areStatic().should().haveRawType(holdersOfState())),

    CLOCKS_COME_IN(noClasses()
            .that(are(DescribedPredicate.not(wiring())))
            .should()
            .accessTargetWhere(Calls.ofTheSystemClock())),

    PLACES_COME_IN(noClasses().should().accessTargetWhere(Calls.ofTheDefaultPlace())),

    NO_DISCOVERY(noClasses().should().dependOnClassesThat().areAssignableTo(ServiceLoader.class)),

    NO_JAVA_SERIALIZATION(noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "object streams",
                    type -> type.isEquivalentTo(ObjectInputStream.class)
                            || type.isEquivalentTo(ObjectOutputStream.class)))),

    NO_DEFAULT_TYPING(noClasses().should().accessTargetWhere(Calls.ofDefaultTyping())),

    NO_STANDARD_STREAMS(noClasses().should(ACCESS_STANDARD_STREAMS));

    private final ArchRule rule;

    HouseRule(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule rule() {
        return rule;
    }

    /** The only place that may reach for the system's clock: where an application that handed in none is wired. */
    private static DescribedPredicate<JavaClass> wiring() {
        return DescribedPredicate.describe(
                "the wiring",
                type -> type.getName().startsWith("io.modelgovernance.core.GovernanceEngine")
                        || type.getName().startsWith("io.modelgovernance.core.GovernanceBuilder"));
    }

    private static DescribedPredicate<JavaClass> holdersOfState() {
        return DescribedPredicate.describe(
                "that hold state",
                type -> type.getPackageName().equals("java.util.concurrent.atomic")
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(ConcurrentMap.class)
                        || type.isAssignableTo(Random.class)
                        || type.isAssignableTo(Lock.class));
    }
}
