package org.proofoflife.storage.channel;

/**
 * A channel's credentials at the one moment they are known in clear.
 *
 * @param apiKey sent by the channel with each request; only its hash is kept
 * @param webhookSecret with which notices to the channel are signed
 */
public record IssuedChannel(String channelId, String apiKey, String webhookSecret) {

    @Override
    public String toString() {
        return "IssuedChannel[" + channelId + "]";
    }
}
