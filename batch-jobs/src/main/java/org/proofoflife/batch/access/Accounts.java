package org.proofoflife.batch.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;

/** The accounts of this process, read once at start. */
@Component
class Accounts {

    private final List<Account> accounts = new ArrayList<>();

    Accounts(AccessProperties properties) {
        properties.accounts().stream()
                .filter(text -> !text.isBlank())
                .map(Account::parse)
                .forEach(accounts::add);
        if (properties.accountsFile() != null) {
            try {
                Files.readAllLines(properties.accountsFile()).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Account::parse)
                        .forEach(accounts::add);
            } catch (IOException e) {
                throw new UncheckedIOException("The accounts file cannot be read", e);
            }
        }
    }

    Optional<Account> byToken(String token) {
        byte[] hash = DigestUtils.sha256(token);
        Account found = null;
        // All are compared, whichever fits, so that time tells nothing.
        for (Account account : accounts) {
            if (MessageDigest.isEqual(account.tokenSha256(), hash)) {
                found = account;
            }
        }
        return Optional.ofNullable(found);
    }
}
