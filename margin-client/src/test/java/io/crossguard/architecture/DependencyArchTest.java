package io.crossguard.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.crossguard.margin.account.Side;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.MarginServer;
import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.EffectiveSettings;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.json.BadJsonException;
import io.crossguard.server.json.JsonForm;
import io.crossguard.server.rules.BadRuleSetFileException;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.crossguard", importOptions = DoNotIncludeTests.class)
class DependencyArchTest {
  private static final DescribedPredicate<JavaClass> WHAT_A_BACK_TEST_JUDGES = resideInAnyPackage(
          "io.crossguard.advisor.backtest..", "io.crossguard.margin.value..")
      .or(belongToAnyOf(Side.class));

  @ArchTest
  static final ArchRule MARGIN_KNOWS_ONLY_THE_JDK = classes()
      .that()
      .resideInAPackage("io.crossguard.margin..")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage("io.crossguard.margin..", "java..")
      .because("the formulas must be readable and testable without any framework");

  @ArchTest
  static final ArchRule ADVISOR_KNOWS_ONLY_MARGIN_AND_THE_JDK = classes()
      .that()
      .resideInAPackage("io.crossguard.advisor..")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage("io.crossguard.advisor..", "io.crossguard.margin..", "java..")
      .because("advice must be explainable from margin figures alone");

  @ArchTest
  static final ArchRule ONLY_THE_EDGES_SEE_GENERATED_CODE = noClasses()
      .that()
      .resideOutsideOfPackages(
          "io.crossguard.v1..",
          // It names the reasons of failed calls, which are a part of the protocol.
          "io.crossguard.server.call..",
          "io.crossguard.server.grpc..",
          "io.crossguard.server.mapping..",
          "io.crossguard.client..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("io.crossguard.v1..")
      .because("a change of the protocol must stop at the mappers");

  @ArchTest
  static final ArchRule GUICE_STAYS_IN_THE_WIRING = noClasses()
      .that()
      .resideOutsideOfPackage("io.crossguard.server.wiring..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("com.google.inject..")
      .because("how objects find each other is decided in one place");

  @ArchTest
  static final ArchRule INJECTED_CONSTRUCTORS_ARE_THOSE_OF_GRPC_SERVICES = constructors()
      .that()
      .areAnnotatedWith("jakarta.inject.Inject")
      .should()
      .beDeclaredInClassesThat()
      .resideInAPackage("io.crossguard.server.grpc..")
      .because("what the core and the advisor need is passed to them by hand");

  @ArchTest
  static final ArchRule NO_FIELD_IS_INJECTED = noFields()
      .should()
      .beAnnotatedWith("jakarta.inject.Inject")
      .because("an object must be complete when its constructor returns");

  @ArchTest
  static final ArchRule NO_METHOD_IS_INJECTED = noMethods()
      .should()
      .beAnnotatedWith("jakarta.inject.Inject")
      .because("an object must be complete when its constructor returns");

  @ArchTest
  static final ArchRule THE_CLIENT_LIBRARY_KNOWS_ONLY_THE_PROTOCOL = noClasses()
      .that()
      .resideInAPackage("io.crossguard.client..")
      .and()
      .resideOutsideOfPackages(
          "io.crossguard.client.cli..",
          // It gives tests a server, which they have on their class path.
          "io.crossguard.client.junit..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "io.crossguard.margin..",
          "io.crossguard.advisor..",
          "io.crossguard.server..",
          "io.crossguard.client.cli..")
      .because("users of the library need neither the server nor the core");

  @ArchTest
  static final ArchRule IMPORTERS_KNOW_ONLY_THE_PROTOCOL_AND_JSON = classes()
      .that()
      .resideInAPackage("io.crossguard.client.exchange..")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "io.crossguard.client.exchange..",
          "io.crossguard.v1..",
          "com.google.gson..",
          "com.google.protobuf..",
          "java.io..",
          "java.lang..",
          "java.math..",
          "java.nio.charset..",
          "java.time..",
          "java.util..")
      .because("an importer turns texts into a request, without files, network or service");

  @ArchTest
  static final ArchRule ONLY_CHARTS_RUN_SCRIPTS = noClasses()
      .that()
      .resideOutsideOfPackage("io.crossguard.client.chart..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("org.mozilla.javascript..", "javax.script..")
      .because("what a script may reach is decided in one place");

  @ArchTest
  static final ArchRule THE_COMMAND_LINE_ONLY_STARTS_THE_SERVER = noClasses()
      .that()
      .resideInAPackage("io.crossguard.client.cli..")
      .should()
      .dependOnClassesThat(resideInAnyPackage("io.crossguard.margin..", "io.crossguard.advisor..")
          .and(not(WHAT_A_BACK_TEST_JUDGES))
          .or(resideInAPackage("io.crossguard.server..")
              .and(not(belongToAnyOf(
                  EmbeddedCrossguard.class,
                  MarginServer.class,
                  ServerConfig.class,
                  EffectiveSettings.class,
                  // Why the server does not start.
                  BadConfigException.class,
                  BadRuleSetFileException.class,
                  // What it takes for JSON is what the service takes for it.
                  BadJsonException.class,
                  BadJsonException.UnknownField.class,
                  JsonForm.class)))))
      .because("what the command line shows must be what any client can see, but for the back-test,"
          + " which judges the engine and the advisor themselves");

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_CLIENT = noClasses()
      .that()
      .resideOutsideOfPackage("io.crossguard.client..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("io.crossguard.client..")
      .because("the client is the outermost module");

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices()
      .matching("io.crossguard.(**)")
      .should()
      .beFreeOfCycles()
      .because("a package must be understandable before the ones that use it");
}
