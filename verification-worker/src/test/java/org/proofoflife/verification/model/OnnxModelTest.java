package org.proofoflife.verification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.model.ModelManifest.Entry;

class OnnxModelTest {

    @Test
    void threadsThatComeAndGoLeaveNoTensorsBehind() throws Exception {
        ModelFiles files = ModelFiles.open(null);
        Entry entry = files.of(ModelRole.PAD).findFirst().orElseThrow();
        try (OnnxModel model = new OnnxModel(entry, files.bytes(entry));
                Scalar grey = Scalar.all(128);
                Mat picture = new Mat(entry.input().height(), entry.input().width(), CV_8UC3, grey)) {
            runInANewThread(model, picture);
            long before = directMemory();
            for (int i = 0; i < 20; i++) {
                runInANewThread(model, picture);
            }
            assertThat(directMemory() - before)
                    .isLessThan(3L
                            * Float.BYTES
                            * entry.input().width()
                            * entry.input().height());
        }
    }

    private static void runInANewThread(OnnxModel model, Mat picture) throws InterruptedException {
        Thread thread = new Thread(() -> model.run(picture, model.entry().outputName("logits")));
        thread.start();
        thread.join();
    }

    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
