package io.ringmaster.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Money is an integer number of units of 1e-8, never a binary fraction. */
final class MoneyFences {

    private static final Set<String> MONEY =
        Set.of("price", "prices", "qty", "qtys", "cash", "fee", "fees", "pnl", "notional", "notionals", "equity");
    private static final Set<String> FLOATING = Set.of("double", "float", "double[]", "float[]", "double[][]", "float[][]");

    /** Packages in which a double may be called a price, and the reason. */
    private static final Map<String, String> ALLOWED = Map.of(
        "io.ringmaster.strategies",
        "indicators are averages and deviations; a stop or target leaves through FixedPoint.fromDoubleHalfEven");

    private MoneyFences() {
    }

    static ArchRule noFloatingMoney() {
        return classes().that().resideInAPackage("io.ringmaster..")
            .should(holdNoFloatingMoney())
            .because("0.1 + 0.2 is not 0.3 in binary: position must be the sum of fills to the last unit");
    }

    private static ArchCondition<JavaClass> holdNoFloatingMoney() {
        return new ArchCondition<>("hold prices, quantities and money in long, times 1e8") {
            @Override
            public void check(final JavaClass type, final ConditionEvents events) {
                if (ALLOWED.keySet().stream().noneMatch(allowed -> (type.getPackageName() + ".").startsWith(allowed + "."))) {
                    type.getFields().forEach(field -> checkField(field, events));
                    type.getSource().ifPresent(source -> checkParameters(type, Location.of(source.getUri()), events));
                }
            }
        };
    }

    private static void checkField(final JavaField field, final ConditionEvents events) {
        if (FLOATING.contains(sourceName(field.getRawType())) && isMoney(field.getName())) {
            events.add(SimpleConditionEvent.violated(field, field.getDescription() + " is a " + sourceName(field.getRawType())));
        }
    }

    private static String sourceName(final JavaClass type) {
        return type.isArray() ? sourceName(type.getComponentType()) + "[]" : type.getName();
    }

    /** ArchUnit does not know the names of parameters, so this reads the debug information of the class file. */
    private static void checkParameters(final JavaClass type, final Location location, final ConditionEvents events) {
        for (final MethodModel method : ClassFile.of().parse(bytes(location)).methods()) {
            final int slots = parameterSlots(method);
            for (final LocalVariableInfo variable : variables(method)) {
                final String kind = variable.typeSymbol().displayName();
                if (variable.startPc() == 0 && variable.slot() < slots
                    && FLOATING.contains(kind) && isMoney(variable.name().stringValue())) {
                    events.add(SimpleConditionEvent.violated(type, "Parameter <" + variable.name().stringValue() + "> of "
                        + type.getName() + "." + method.methodName().stringValue() + " is a " + kind));
                }
            }
        }
    }

    private static List<LocalVariableInfo> variables(final MethodModel method) {
        return method.findAttribute(Attributes.code())
            .flatMap(code -> code.findAttribute(Attributes.localVariableTable()))
            .map(table -> table.localVariables())
            .orElse(List.of());
    }

    private static int parameterSlots(final MethodModel method) {
        final int receiver = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
        return receiver + method.methodTypeSymbol().parameterList().stream().mapToInt(MoneyFences::slots).sum();
    }

    private static int slots(final ClassDesc type) {
        return type.descriptorString().equals("J") || type.descriptorString().equals("D") ? 2 : 1;
    }

    private static byte[] bytes(final Location location) {
        try (InputStream in = location.asURI().toURL().openStream()) {
            return in.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + location, e);
        }
    }

    /** Whether one of the words of a name means money: {@code bidPrice} and {@code fee} are, {@code feed} is not. */
    private static boolean isMoney(final String name) {
        return Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])|_")).map(word -> word.toLowerCase(Locale.ROOT)).anyMatch(MONEY::contains);
    }
}
