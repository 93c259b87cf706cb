package org.proofoflife.verification.judge.policy;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.proofoflife.verification.judge.policy.Policy.Pair;

/** What a threshold may be; of two that belong together, what each may be and which of them is the higher. NaN is nothing. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Legal.Validator.class)
@interface Legal {

    double SHARE = 1;
    double DEGREES = 90;
    double SECONDS = 60;
    double LUMINANCE = 255;
    double LOG_ODDS = 50;
    /** Where the meaning sets no end: nobody wants more, and it is not infinite. */
    double MANY = 10_000;

    double from() default 0;

    double to();

    Better better() default Better.NEITHER;

    String message() default "legal is {from} to {to}{better}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Where the good side of a pair lies. */
    enum Better {
        NEITHER(""),
        HIGHER(", the second not below the first"),
        LOWER(", the second not above the first");

        private final String words;

        Better(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Of numbers and pairs of them. */
    final class Validator implements ConstraintValidator<Legal, Object> {

        private double from;
        private double to;
        private Better better = Better.NEITHER;

        @Override
        public void initialize(Legal legal) {
            from = legal.from();
            to = legal.to();
            better = legal.better();
        }

        @Override
        public boolean isValid(Object value, ConstraintValidatorContext context) {
            return value instanceof Pair pair
                    ? isLegal(pair.worse()) && isLegal(pair.better()) && isInOrder(pair)
                    : isLegal(((Number) value).doubleValue());
        }

        private boolean isLegal(double value) {
            return value >= from && value <= to;
        }

        private boolean isInOrder(Pair pair) {
            return switch (better) {
                case HIGHER -> pair.better() >= pair.worse();
                case LOWER -> pair.better() <= pair.worse();
                case NEITHER -> false;
            };
        }
    }
}
