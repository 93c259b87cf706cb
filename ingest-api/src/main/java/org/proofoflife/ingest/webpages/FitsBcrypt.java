package org.proofoflife.ingest.webpages;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A password of at most 72 bytes in UTF-8: bcrypt takes no more. A Chinese character has three. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = FitsBcrypt.Validator.class)
public @interface FitsBcrypt {

    String message() default "{ingest.FitsBcrypt}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<FitsBcrypt, String> {

        private static final int MOST_BYTES = 72;

        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            return password == null || password.getBytes(UTF_8).length <= MOST_BYTES;
        }
    }
}
