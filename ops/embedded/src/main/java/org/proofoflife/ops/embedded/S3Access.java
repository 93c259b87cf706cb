package org.proofoflife.ops.embedded;

/** Where an S3 server listens and the one key pair it knows. */
public record S3Access(String endpoint, String accessKey, String secretKey) {

    @Override
    public String toString() {
        return "S3Access[" + endpoint + "]";
    }
}
