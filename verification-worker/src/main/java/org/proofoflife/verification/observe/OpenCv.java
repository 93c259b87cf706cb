package org.proofoflife.verification.observe;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_highgui;
import org.bytedeco.opencv.global.opencv_video;

/** OpenCV's libraries for motion and geometry. */
final class OpenCv {

    /** What JavaCPP asks before it loads anything; not set means yes. */
    private static final String LOADS = "org.bytedeco.javacpp.loadLibraries";

    private static boolean loaded;

    private OpenCv() {}

    /**
     * Loads them. JavaCPP would load OpenCV's windows with them, which need GTK: a server has none, and nothing here opens a
     * window.
     */
    static synchronized void load() {
        // Once and early: whatever another thread wants JavaCPP to load meanwhile would stay without its library.
        if (loaded) {
            return;
        }
        System.setProperty(LOADS, "false");
        try {
            Class.forName(opencv_highgui.class.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        } finally {
            System.clearProperty(LOADS);
        }
        Loader.load(opencv_video.class);
        loaded = true;
    }
}
