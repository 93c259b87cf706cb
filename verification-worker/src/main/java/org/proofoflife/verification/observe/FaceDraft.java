package org.proofoflife.verification.observe;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.CompactLandmarks;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.model.EyeReader.Shut;
import org.proofoflife.verification.model.Mesh;

/** A face on its way to become {@link FaceFacts}: the similarities are only known when the clip has been seen. */
final class FaceDraft {

    private final Mesh mesh;
    private final Pose pose;
    private final FaceQuality quality;
    private final @Nullable Double pad;
    private final @Nullable Depth depth;
    private final @Nullable Shut shut;
    private @Nullable Similarities matchReference;
    private @Nullable Similarities matchClip;

    FaceDraft(
            Mesh mesh,
            Pose pose,
            FaceQuality quality,
            @Nullable Double pad,
            @Nullable Depth depth,
            @Nullable Shut shut) {
        this.mesh = mesh;
        this.pose = pose;
        this.quality = quality;
        this.pad = pad;
        this.depth = depth;
        this.shut = shut;
    }

    /** The same face in the next picture; what was measured now and then is not measured twice. */
    FaceDraft again() {
        return new FaceDraft(mesh, pose, quality, null, null, shut);
    }

    Mesh mesh() {
        return mesh;
    }

    Pose pose() {
        return pose;
    }

    FaceQuality quality() {
        return quality;
    }

    @Nullable
    Double pad() {
        return pad;
    }

    double eyes() {
        return Math.min(Geometry.eyeImageLeft(mesh), Geometry.eyeImageRight(mesh));
    }

    double mouth() {
        return Geometry.mouth(mesh);
    }

    void match(Map<String, Double> reference, Map<String, Double> clip) {
        matchReference = reference.isEmpty() ? null : new Similarities(reference);
        matchClip = clip.isEmpty() ? null : new Similarities(clip);
    }

    FaceFacts facts() {
        return new FaceFacts(
                mesh.bounds(),
                mesh.presence(),
                CompactLandmarks.round(mesh.landmarks()),
                pose,
                Geometry.interOcular(mesh),
                Geometry.eyeImageLeft(mesh),
                Geometry.eyeImageRight(mesh),
                shut == null ? null : shut.left(),
                shut == null ? null : shut.right(),
                mouth(),
                Geometry.mouthWidth(mesh),
                quality,
                pad,
                depth == null ? null : depth.residual(),
                depth == null ? null : depth.deformation(),
                depth == null ? null : depth.relief(),
                matchReference,
                matchClip);
    }
}
