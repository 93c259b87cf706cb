package org.proofoflife.ingest.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes one account a role on a machine that has none yet and writes their passwords and second factors into a file
 * that its owner alone can read.
 */
@Component
class FirstAccounts implements ApplicationRunner {

    private static final int PASSWORD_BYTES = 15;

    private final ConsoleAccounts accounts;
    private final ConsoleProperties properties;
    private final SecureRandom random = new SecureRandom();

    FirstAccounts(ConsoleAccounts accounts, ConsoleProperties properties) {
        this.accounts = accounts;
        this.properties = properties;
    }

    @Override
    public void run(@Nullable ApplicationArguments arguments) {
        Path file = properties.firstAccountsFile();
        if (file == null || file.toString().isEmpty() || !accounts.all().isEmpty()) {
            return;
        }
        List<String> lines =
                EnumSet.allOf(ConsoleRole.class).stream().map(this::create).toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "login\tpassword\tTOTP secret\n", StandardOpenOption.APPEND);
            Files.write(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The first accounts cannot be written to " + file, e);
        }
    }

    private String create(ConsoleRole role) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String login = role.name().toLowerCase(Locale.ROOT);
        String secret = accounts.create(login, login, password, Set.of(role), "job:first-accounts")
                .totpSecret();
        return login + "\t" + password + "\t" + secret;
    }
}
