package org.proofoflife.batch.access;

import java.util.HexFormat;

/** A person or program with access. The token itself is nowhere kept. */
record Account(String id, Role role, byte[] tokenSha256) {

    /**
     * @param text {@code id:ROLE:sha256-of-token-in-hex}
     * @throws IllegalArgumentException if it is not of this form; the message holds no part of the hash
     */
    static Account parse(String text) {
        String[] part = text.strip().split(":", -1);
        if (part.length != 3 || !part[0].matches("[A-Za-z0-9._-]{1,64}") || !part[2].matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("An account is written id:ROLE:sha256hex");
        }
        return new Account(part[0], Role.valueOf(part[1]), HexFormat.of().parseHex(part[2]));
    }

    @Override
    public String toString() {
        return "Account[" + id + ", " + role + "]";
    }
}
