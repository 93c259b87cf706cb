package org.proofoflife.ingest.webpages;

/** How codes are written for people to read out and type. */
public final class Fours {

    private Fours() {}

    /** In groups of four characters, with a dash between two. */
    public static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1-");
    }
}
