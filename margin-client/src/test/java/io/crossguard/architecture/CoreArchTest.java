package io.crossguard.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.crossguard.margin.rules.TieredSchedule;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** What the margin rules and the advice may consist of: exact, pure, and made of values. */
@AnalyzeClasses(packages = "io.crossguard", importOptions = DoNotIncludeTests.class)
class CoreArchTest {
  private static final String[] CORE = {"io.crossguard.margin..", "io.crossguard.advisor.."};
  private static final String STATISTICS = "io.crossguard.advisor.sizing..";
  private static final Set<String> FLOATING_POINT =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  private static final String DECIMAL = "io.crossguard.margin.value.Decimal";
  private static final String BRIDGE = "toStatistic|ofStatistic";

  // The two exact numbers and the checker of rules are classes: they guard a representation.
  private static final List<String> NUMBERS = List.of(
      "io.crossguard.margin.value.Decimal",
      "io.crossguard.margin.value.DecimalGrammar",
      "io.crossguard.margin.value.DecimalText",
      "io.crossguard.margin.value.Fraction",
      "io.crossguard.margin.value.Int128",
      "io.crossguard.margin.value.LongDivision",
      "io.crossguard.margin.value.PiecewiseLinear",
      "io.crossguard.margin.value.Require",
      "io.crossguard.margin.value.Roots",
      "io.crossguard.margin.value.Scaled");

  // It reads a table that is a part of the program: the same bytes, whatever runs beside it.
  private static final String RESOURCE_READER = "io.crossguard.advisor.policy.ExcursionFile";

  @ArchTest
  static final ArchRule CORE_STORES_NO_FLOATING_POINT = noFields()
      .that()
      .areDeclaredInClassesThat()
      .resideInAnyPackage(CORE)
      .and()
      .areDeclaredInClassesThat()
      .resideOutsideOfPackage(STATISTICS)
      .should()
      .haveRawType(floatingPoint())
      .because("money is exact; only volatility and probability are statistics");

  @ArchTest
  static final ArchRule CORE_PASSES_NO_FLOATING_POINT = noCodeUnits()
      .that()
      .areDeclaredInClassesThat()
      .resideInAnyPackage(CORE)
      .and()
      .areDeclaredInClassesThat()
      .resideOutsideOfPackage(STATISTICS)
      .and(describe("are not the bridge to statistics", CoreArchTest::isNoBridge))
      .should(takeOrReturnFloatingPoint())
      .because("money is exact; only volatility and probability are statistics");

  @ArchTest
  static final ArchRule IMPORTERS_READ_NO_FLOATING_POINT = noClasses()
      .that()
      .resideInAPackage("io.crossguard.client.exchange..")
      .should()
      .callCodeUnitWhere(withFloatingPoint())
      .because("what a venue states is taken digit by digit");

  @ArchTest
  static final ArchRule ONLY_SIZING_CROSSES_THE_BRIDGE_TO_STATISTICS = noClasses()
      .that()
      .resideOutsideOfPackage(STATISTICS)
      .should()
      .callMethodWhere(target(nameMatching(BRIDGE)).and(target(owner(nameMatching(DECIMAL)))))
      .because("a rounded figure must never come back into the margin rules");

  @ArchTest
  static final ArchRule CORE_HAS_NO_INPUT_OUTPUT_THREADS_OR_LOGS = noClasses()
      .that()
      .resideInAnyPackage(CORE)
      .and()
      .doNotHaveFullyQualifiedName(RESOURCE_READER)
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "java.io..",
          "java.nio..",
          "java.net..",
          "java.util.concurrent..",
          "java.util.logging..",
          "java.lang.ref..")
      .because("the same request must get the same bytes, whatever runs beside it");

  @ArchTest
  static final ArchRule CORE_HAS_NO_CLOCK_RANDOMNESS_OR_THREAD = noClasses()
      .that()
      .resideInAnyPackage(CORE)
      .should()
      .dependOnClassesThat(assignableTo(Clock.class)
          .or(assignableTo(Random.class))
          .or(assignableTo(Thread.class))
          .or(type(ThreadLocal.class))
          .or(type(UUID.class))
          .or(type(System.class))
          .or(type(Runtime.class))
          .or(type(ProcessHandle.class)))
      .because("the same request must get the same bytes, whenever it is asked");

  @ArchTest
  static final ArchRule CORE_DOES_NOT_ASK_FOR_THE_TIME = noClasses()
      .that()
      .resideInAnyPackage(CORE)
      .should()
      .callMethodWhere(target(nameMatching("now"))
          .and(target(owner(describe("java.time", CoreArchTest::isTime))))
          .or(target(nameMatching("random")).and(target(owner(type(Math.class))))))
      .because("the time of the market is an input");

  @ArchTest
  static final ArchRule VOCABULARY_CONSISTS_OF_VALUES = classes()
      .that()
      .resideInAnyPackage(
          "io.crossguard.margin.value..",
          "io.crossguard.margin.account..",
          "io.crossguard.margin.rules..",
          "io.crossguard.margin.market..")
      .and(describe(
          "are not the exact numbers and what they are made of", CoreArchTest::isNoExactNumber))
      // Equal by their tiers, they keep what every position looks up in them.
      .and(not(assignableTo(TieredSchedule.class)))
      .should(beRecordsEnumsSealedInterfacesOrExceptions())
      .because("data is records, or their builders, and rules about it stand in constructors");

  @ArchTest
  static final ArchRule GRPC_SERVICES_DO_NO_ARITHMETIC = noClasses()
      .that()
      .resideInAPackage("io.crossguard.server.grpc..")
      .should()
      .callMethodWhere(target(owner(type(BigDecimal.class))))
      .because("a service maps, calls the core and maps back");

  // What names the components of a record with many of them.
  private static boolean isBuilderOfRecord(JavaClass type) {
    return type.getSimpleName().equals("Builder")
        && type.getEnclosingClass().map(JavaClass::isRecord).orElse(false);
  }

  // An enum's value with a body of its own, and the table that a switch over an enum is compiled
  // to.
  private static boolean isConstantOfEnum(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.SYNTHETIC)
        || type.getRawSuperclass().map(JavaClass::isEnum).orElse(false);
  }

  private static DescribedPredicate<JavaClass> floatingPoint() {
    return describe("floating point", type -> FLOATING_POINT.contains(base(type)));
  }

  private static DescribedPredicate<JavaCall<?>> withFloatingPoint() {
    return describe(
        "floating point goes in or comes out",
        call -> floatingPoint().test(call.getTarget().getRawReturnType())
            || call.getTarget().getRawParameterTypes().stream().anyMatch(floatingPoint()));
  }

  private static String base(JavaClass type) {
    return type.getBaseComponentType().getName();
  }

  private static boolean isTime(JavaClass type) {
    return type.getPackageName().startsWith("java.time");
  }

  private static boolean isNoExactNumber(JavaClass type) {
    return NUMBERS.stream()
        .noneMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
  }

  private static boolean isNoBridge(JavaCodeUnit codeUnit) {
    return !codeUnit.getOwner().getName().equals(DECIMAL) || !codeUnit.getName().matches(BRIDGE);
  }

  private static ArchCondition<JavaCodeUnit> takeOrReturnFloatingPoint() {
    return new ArchCondition<>("take or return floating point") {
      @Override
      public void check(JavaCodeUnit codeUnit, ConditionEvents events) {
        boolean takes = codeUnit.getRawParameterTypes().stream().anyMatch(floatingPoint());
        boolean returns = floatingPoint().test(codeUnit.getRawReturnType());
        events.add(new SimpleConditionEvent(codeUnit, takes || returns, codeUnit.getFullName()));
      }
    };
  }

  private static ArchCondition<JavaClass> beRecordsEnumsSealedInterfacesOrExceptions() {
    return new ArchCondition<>("be records, enums, sealed interfaces or exceptions") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean isValue = type.isRecord() || type.isEnum() || isConstantOfEnum(type);
        boolean isAlternative = type.isInterface() && type.reflect().isSealed();
        boolean isDocumentation = type.getSimpleName().equals("package-info");
        boolean holds = isValue
            || isAlternative
            || isDocumentation
            || isBuilderOfRecord(type)
            || type.isAssignableTo(Exception.class);
        events.add(new SimpleConditionEvent(type, holds, type.getFullName() + " is none of them"));
      }
    };
  }
}
