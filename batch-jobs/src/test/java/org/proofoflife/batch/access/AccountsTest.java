package org.proofoflife.batch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    // SHA-256 of "abc" (FIPS 180-2, appendix B.1) and of the empty string.
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    Path folder;

    @Test
    void anAccountIsKnownByItsTokenOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("accounts"), "# clerks\n\nli:APPROVER:" + EMPTY + "\n");
        Accounts accounts = new Accounts(new AccessProperties(List.of("wang:AUDITOR:" + ABC), file));

        assertThat(accounts.byToken("abc")).map(Account::id).hasValue("wang");
        assertThat(accounts.byToken("")).map(Account::role).hasValue(Role.APPROVER);
        assertThat(accounts.byToken(ABC)).isEmpty();
    }

    @Test
    void aMalformedAccountIsRefusedWithoutItsHash() {
        for (String text : List.of("wang:AUDITOR", "wang:AUDITOR:abc", "wang:KING:" + ABC, "a b:AUDITOR:" + ABC)) {
            assertThatThrownBy(() -> Account.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(ABC);
        }
        assertThat(Account.parse("wang:AUDITOR:" + ABC).toString()).doesNotContain("ba78");
    }
}
