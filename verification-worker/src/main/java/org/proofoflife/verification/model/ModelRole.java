package org.proofoflife.verification.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model is for; {@link #MATCHER} may be filled by several at once. */
public enum ModelRole {
    @JsonProperty("detector")
    DETECTOR,
    @JsonProperty("mesh")
    MESH,
    @JsonProperty("matcher")
    MATCHER,
    @JsonProperty("pad")
    PAD,
    @JsonProperty("eye")
    EYE
}
