package org.proofoflife.ingest.selfservice;

/** A name as a page may show it to somebody who only typed it: enough to recognise, not to learn. */
public final class MaskedName {

    private MaskedName() {}

    /** First and last character stay, what is between becomes one star: 王*明, 李*. */
    public static String of(String name) {
        String text = name.strip();
        int characters = text.codePointCount(0, text.length());
        if (characters <= 1) {
            return "*";
        }
        String first = text.substring(0, text.offsetByCodePoints(0, 1));
        return characters == 2 ? first + "*" : first + "*" + text.substring(text.offsetByCodePoints(text.length(), -1));
    }
}
