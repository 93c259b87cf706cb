package org.proofoflife.batch.imports;

import java.util.List;

/** What a file holds. The fields are those a layout may name, in the order in which rows carry them. */
public enum ImportKind {
    ROSTER(
            List.of(
                    "ref",
                    "number",
                    "name",
                    "phone",
                    "scheme",
                    "region",
                    "birthDate",
                    "benefitStatus",
                    "lifeStatus",
                    "benefit",
                    "retiredOn",
                    "diedOn",
                    "benefitEnds",
                    "benefitFrom"),
            List.of("ref", "number", "name", "scheme", "region", "benefitStatus", "lifeStatus")),
    PAYMENTS(
            List.of("paymentNo", "number", "month", "amount", "paidOn", "status"),
            List.of("paymentNo", "number", "month", "amount")),
    LIFE_EVIDENCE(
            List.of("recordNo", "number", "kind", "strength", "observedOn", "receivedOn"),
            List.of("recordNo", "number", "kind", "strength", "observedOn")),
    CERTIFICATIONS(
            List.of("recordNo", "number", "source", "certifiedOn"),
            List.of("recordNo", "number", "source", "certifiedOn"));

    private final List<String> fields;
    private final List<String> required;

    ImportKind(List<String> fields, List<String> required) {
        this.fields = fields;
        this.required = required;
    }

    public List<String> fields() {
        return fields;
    }

    /** The fields without which a layout of this kind makes no sense. */
    public List<String> required() {
        return required;
    }
}
