package org.proofoflife.batch.imports;

/** Reads amounts exactly, as fen. */
final class Amounts {

    private Amounts() {}

    /**
     * @param text {@code -12}, {@code 12.3}, {@code 12.30} in yuan, or a whole number of fen
     * @throws NumberFormatException if it is anything else, or has parts of a fen
     */
    static long fen(String text, Layout.AmountUnit unit) {
        if (unit == Layout.AmountUnit.FEN) {
            return Long.parseLong(text);
        }
        int point = text.indexOf('.');
        if (point < 0) {
            return Math.multiplyExact(Long.parseLong(text), 100L);
        }
        int decimals = text.length() - point - 1;
        if (decimals < 1
                || decimals > 2
                || point == 0
                || text.charAt(point + 1) < '0'
                || text.charAt(point + 1) > '9') {
            throw new NumberFormatException("not an amount");
        }
        long yuan = Long.parseLong(text, 0, point, 10);
        long part = Long.parseLong(text, point + 1, text.length(), 10) * (decimals == 1 ? 10 : 1);
        return Math.addExact(Math.multiplyExact(yuan, 100L), text.charAt(0) == '-' ? -part : part);
    }
}
