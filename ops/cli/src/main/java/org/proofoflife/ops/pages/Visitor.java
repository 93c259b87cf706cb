package org.proofoflife.ops.pages;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.fixtures.portrait.Portrait;
import org.proofoflife.ops.fixtures.portrait.Portraits;
import org.proofoflife.storage.roster.IdentityNumber;

/** Invented people who come to the pages, each for what becomes of them there; those with a face first. */
enum Visitor {
    SUCCEEDS("周美珍", "NORMAL", true),
    FAILS("吴国强", "NORMAL", true),
    SUSPECTED("郑玉兰", "NORMAL", true),
    LATE("许文娟", "NORMAL", true),
    EXHAUSTED("何建军", "NORMAL", true),
    PROMPTED("梁少芬", "NORMAL", true),
    PROMPTED_AGAIN("谢惠珠", "NORMAL", true),
    SUSPENDED("冯志远", "SUSPENDED", false),
    NOT_ENROLLED("孙秀芳", "NORMAL", false),
    ELSEWHERE("朱德明", "NORMAL", false),
    LOCKED("罗桂英", "NORMAL", false);

    /** The demo has the first ones. */
    private static final int FIRST_PORTRAIT = 5;

    private final String name;
    private final String benefitStatus;
    private final boolean enrolled;

    Visitor(String name, String benefitStatus, boolean enrolled) {
        this.name = name;
        this.benefitStatus = benefitStatus;
        this.enrolled = enrolled;
    }

    String ref() {
        return "visitor-" + ordinal();
    }

    private String number() {
        String digits = String.format(Locale.ROOT, "440106194603%02d123", 1 + ordinal());
        return digits + IdentityNumber.checkCharacter(digits);
    }

    private String phone() {
        return String.format(Locale.ROOT, "+86 138000090%02d", ordinal());
    }

    /** Whose photo is on file, null if none is. */
    @Nullable
    Portrait portrait() {
        return enrolled ? Portraits.fit().get(FIRST_PORTRAIT + ordinal()) : null;
    }

    static List<Portrait> portraits() {
        return Arrays.stream(values())
                .map(Visitor::portrait)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    Map<String, Object> registration() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("number", number());
        fields.put("name", name);
        fields.put("phone", phone());
        fields.put("scheme", this == ELSEWHERE ? "RESIDENT" : "ENTERPRISE");
        fields.put("region", "440106");
        fields.put("benefitStatus", benefitStatus);
        fields.put("lifeStatus", "ALIVE");
        fields.put("benefitFen", 368_000);
        return fields;
    }

    /** What a script types, and who that is in front of the camera. */
    static Map<String, Map<String, Object>> forScripts() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        Visitor::name,
                        visitor -> Map.of(
                                "name", visitor.name,
                                "number", visitor.number(),
                                "phone", visitor.phone(),
                                "index", visitor.ordinal())));
    }
}
