package io.ringmaster.cli.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.function.IntPredicate;

/** What a class may touch, for {@code accessTargetWhere}: unlike {@code callMethod} it sees {@code System::nanoTime} as well as a call. */
final class Access {

    private static final String CONSTRUCTOR = "<init>";

    private Access() {
    }

    /** Any of these methods of a class, with any number of parameters. */
    static DescribedPredicate<JavaAccess<?>> to(final String owner, final String... names) {
        final Set<String> all = Set.of(names);
        return DescribedPredicate.describe(
            owner + "." + String.join("/", names),
            access -> access.getTargetOwner().getName().equals(owner) && all.contains(access.getName()));
    }

    /** Any method or field of a class or of the classes nested in it. */
    static DescribedPredicate<JavaAccess<?>> toAnythingOf(final String owner) {
        return DescribedPredicate.describe(owner, access -> access.getTargetOwner().getName().equals(owner));
    }

    /** A method of this name of any class in a package. */
    static DescribedPredicate<JavaAccess<?>> toAnyIn(final String packageName, final String name) {
        return DescribedPredicate.describe(
            packageName + ".*." + name,
            access -> access.getTargetOwner().getPackageName().equals(packageName) && access.getName().equals(name));
    }

    /** Creating an instance of exactly this class, with any constructor. */
    static DescribedPredicate<JavaAccess<?>> toConstructorOf(final String owner) {
        return to(owner, CONSTRUCTOR);
    }

    /** Creating an instance without arguments. */
    static DescribedPredicate<JavaAccess<?>> toEmptyConstructorOf(final String owner) {
        return to(owner, CONSTRUCTOR, count -> count == 0);
    }

    /** A method or constructor with this number of parameters. */
    static DescribedPredicate<JavaAccess<?>> to(final String owner, final String name, final IntPredicate parameterCount) {
        return DescribedPredicate.describe(
            owner + "." + name,
            access -> access.getTargetOwner().getName().equals(owner)
                && access.getName().equals(name)
                && parameterCount.test(parameters(access.getTarget())));
    }

    private static int parameters(final AccessTarget target) {
        return target instanceof final CodeUnitAccessTarget codeUnit ? codeUnit.getRawParameterTypes().size() : -1;
    }
}
